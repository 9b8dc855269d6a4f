package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Shows the help of a command.
 */
@Mojo(name = "help", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class HelpMojo extends AbstractCommandMojo {

}
