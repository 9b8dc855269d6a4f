package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Shows the details of a revision.
 */
@Mojo(name = "show", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class ShowMojo extends AbstractCommandMojo {

}
