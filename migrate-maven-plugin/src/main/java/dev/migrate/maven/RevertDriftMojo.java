package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Undoes what was changed in the database by hand.
 */
@Mojo(name = "revert-drift", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class RevertDriftMojo extends AbstractCommandMojo {

}
