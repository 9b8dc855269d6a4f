package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Finds what is wrong with the configuration, the changelog and the database.
 */
@Mojo(name = "doctor", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class DoctorMojo extends AbstractCommandMojo {

}
