package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Creates the history table and the lock table if they are missing.
 */
@Mojo(name = "ensure-version", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class EnsureVersionMojo extends AbstractCommandMojo {

}
