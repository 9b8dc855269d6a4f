package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Accepts what was changed in the database by hand.
 */
@Mojo(name = "ignore-drift", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class IgnoreDriftMojo extends AbstractCommandMojo {

}
