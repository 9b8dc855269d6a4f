package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Applies revisions.
 */
@Mojo(name = "upgrade", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class UpgradeMojo extends AbstractCommandMojo {

}
