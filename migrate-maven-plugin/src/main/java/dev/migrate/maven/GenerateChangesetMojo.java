package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compares the entities with the database, and writes a revision for review.
 */
@Mojo(name = "generate-changeset", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class GenerateChangesetMojo extends AbstractCommandMojo {

}
