package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Prints a shell completion script.
 */
@Mojo(name = "completion", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class CompletionMojo extends AbstractCommandMojo {

}
