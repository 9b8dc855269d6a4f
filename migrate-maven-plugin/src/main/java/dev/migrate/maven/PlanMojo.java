package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Shows what an upgrade would do, and what prevents it.
 */
@Mojo(name = "plan", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class PlanMojo extends AbstractCommandMojo {

}
