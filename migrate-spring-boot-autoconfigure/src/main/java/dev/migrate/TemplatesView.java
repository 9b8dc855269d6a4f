package dev.migrate;

import java.util.List;

/**
 * The templates that {@code init} can start with.
 *
 * @param database the name of the database in this application
 * @param templates the templates
 */
public record TemplatesView(String database, List<TemplateView> templates) {

	/**
	 * A template.
	 *
	 * @param name the name of the template
	 * @param description the description of the template
	 */
	public record TemplateView(String name, String description) {

	}

}
