package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Lists the heads: the revisions that nothing builds on.
 */
@Mojo(name = "heads", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class HeadsMojo extends AbstractCommandMojo {

}
