package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Lists the templates for {@code init}.
 */
@Mojo(name = "list-templates", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class ListTemplatesMojo extends AbstractCommandMojo {

}
