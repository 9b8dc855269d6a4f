package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Opens the file of a revision in the editor of the user.
 */
@Mojo(name = "edit", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class EditMojo extends AbstractCommandMojo {

}
