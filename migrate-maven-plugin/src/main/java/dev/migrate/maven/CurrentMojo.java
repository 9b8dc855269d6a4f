package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Shows the revision that the database is at.
 */
@Mojo(name = "current", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class CurrentMojo extends AbstractCommandMojo {

}
