package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Releases the lock of a run that was killed.
 */
@Mojo(name = "release-lock", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class ReleaseLockMojo extends AbstractCommandMojo {

}
