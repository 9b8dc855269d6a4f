package dev.migrate.dialect;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the reserved words of a product, which it does not accept as unquoted names.
 */
public final class ReservedWords {

	private ReservedWords() {
	}

	/**
	 * Read the reserved words from a resource with one of them on each line, where
	 * {@code #} begins a comment.
	 * @param owner the class in whose package the resource is
	 * @param resource the name of the resource
	 * @return the reserved words, in lower case
	 */
	public static Set<String> read(Class<?> owner, String resource) {
		return TextResources.read(owner, resource)
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.collect(Collectors.toUnmodifiableSet());
	}

}
