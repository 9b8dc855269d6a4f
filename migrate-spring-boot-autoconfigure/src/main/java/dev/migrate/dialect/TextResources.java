package dev.migrate.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the texts that are packaged beside the classes of a product.
 */
public final class TextResources {

	private TextResources() {
	}

	/**
	 * Read a text.
	 * @param owner the class in whose package the resource is
	 * @param resource the name of the resource
	 * @return the text
	 */
	public static String read(Class<?> owner, String resource) {
		try (InputStream content = owner.getResourceAsStream(resource)) {
			if (content == null) {
				throw new IllegalStateException("There is no resource " + resource + " beside " + owner.getName());
			}
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + resource + " of " + owner.getName(), ex);
		}
	}

}
