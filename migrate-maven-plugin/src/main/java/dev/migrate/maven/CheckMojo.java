package dev.migrate.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Checks that the entities, the changelog and the database agree. As a part of a build,
 * it fails the build if they do not, and compiles nothing.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresDependencyResolution = ResolutionScope.TEST,
		threadSafe = true)
public class CheckMojo extends AbstractCommandMojo {

}
