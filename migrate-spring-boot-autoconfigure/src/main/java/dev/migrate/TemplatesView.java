package dev.migrate;

import java.util.List;

/**
 * What {@code init} can begin with.
 *
 * @param database the name of the database in this application
 * @param templates the templates
 */
public record TemplatesView(String database, List<TemplateView> templates) {

	/**
	 * A template.
	 *
	 * @param name what it is called
	 * @param description what comes of it
	 */
	public record TemplateView(String name, String description) {

	}

}
