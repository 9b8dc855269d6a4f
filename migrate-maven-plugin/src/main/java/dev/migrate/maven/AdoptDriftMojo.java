package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes a revision with what was changed in the database by hand.
 */
@Mojo(name = "adopt-drift", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class AdoptDriftMojo extends AbstractCommandMojo {

}
