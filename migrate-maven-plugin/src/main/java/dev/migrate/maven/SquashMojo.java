package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Replaces several revisions by one that builds the same schema.
 */
@Mojo(name = "squash", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class SquashMojo extends AbstractCommandMojo {

}
