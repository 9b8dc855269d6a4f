package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;

/**
 * Shows the help of a command.
 */
@Mojo(name = "help", threadSafe = true)
public class HelpMojo extends AbstractCommandMojo {

}
