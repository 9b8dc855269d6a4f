package dev.migrate.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
		try (InputStream content = owner.getResourceAsStream(resource)) {
			if (content == null) {
				throw new IllegalStateException("There is no resource " + resource + " beside " + owner.getName());
			}
			return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + resource + " of " + owner.getName(), ex);
		}
	}

}
