package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes an empty revision to fill in by hand.
 */
@Mojo(name = "revision", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class RevisionMojo extends AbstractCommandMojo {

}
