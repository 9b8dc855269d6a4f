package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Lists the branch points: the revisions that several others build on.
 */
@Mojo(name = "branches", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class BranchesMojo extends AbstractCommandMojo {

}
