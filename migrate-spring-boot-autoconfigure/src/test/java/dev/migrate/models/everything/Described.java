package dev.migrate.models.everything;

/**
 * An entity without annotations, which a mapping file describes.
 */
public class Described {

	Long id;

	String title;

	String state;

}
