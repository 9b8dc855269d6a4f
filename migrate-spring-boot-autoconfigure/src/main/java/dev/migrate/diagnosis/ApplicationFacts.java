package dev.migrate.diagnosis;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a diagnosis asks about an application.
 */
public interface ApplicationFacts {

	/**
	 * The facts about an application of which nothing is known.
	 */
	ApplicationFacts NONE = new ApplicationFacts() {
	};

	/**
	 * Return the database with which what concerns the whole application is reported.
	 * @return its name
	 */
	default String primaryDatabase() {
		return "main";
	}

	/**
	 * Find a property, as a start of the application would find it.
	 * @param name the canonical name
	 * @return the property; empty if it is not set
	 */
	default Optional<Setting> setting(String name) {
		return Optional.empty();
	}

	/**
	 * Return the properties below a name, apart from those of the machine's environment.
	 * @param prefix the canonical name
	 * @return the properties, each once, as a start of the application would find them
	 */
	default List<Setting> settingsBelow(String prefix) {
		return List.of();
	}

	/**
	 * Return the names of the properties that are documented.
	 * @return canonical names, in which {@code *} stands for any text; empty if they are
	 * unknown
	 */
	default Set<String> documentedSettings() {
		return Set.of();
	}

	/**
	 * Return whether an auto-configuration can take effect in the application.
	 * @param name the name of its class
	 * @return {@code false} if it is not on the class path, or is excluded
	 */
	default boolean hasAutoConfiguration(String name) {
		return false;
	}

	/**
	 * Find the resources of a name on the class path.
	 * @param name the name, without a leading slash
	 * @return the resources, in the order of the class path
	 */
	default List<URL> resources(String name) {
		return List.of();
	}

	/**
	 * Find the sources of mapped classes that are newer than their classes, or have not
	 * been compiled.
	 * @return the files
	 */
	default List<Path> staleSources() {
		return List.of();
	}

}
