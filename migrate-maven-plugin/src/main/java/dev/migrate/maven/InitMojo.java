package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes the master changelog and the versions directory.
 */
@Mojo(name = "init", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class InitMojo extends AbstractCommandMojo {

}
