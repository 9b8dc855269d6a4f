package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes a revision that merges branches.
 */
@Mojo(name = "merge", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class MergeMojo extends AbstractCommandMojo {

}
