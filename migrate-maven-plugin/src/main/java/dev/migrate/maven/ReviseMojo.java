package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Undoes the newest revision, generates it anew from the entities, and applies it.
 */
@Mojo(name = "revise", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class ReviseMojo extends AbstractCommandMojo {

}
