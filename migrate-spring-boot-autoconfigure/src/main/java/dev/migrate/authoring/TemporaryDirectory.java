package dev.migrate.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * A directory that is deleted when it is closed.
 *
 * @param path the directory
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {

	/**
	 * Create a directory.
	 * @return the directory, which the caller closes
	 * @throws IOException if it cannot be created
	 */
	public static TemporaryDirectory create() throws IOException {
		return new TemporaryDirectory(Files.createTempDirectory("migrate"));
	}

	@Override
	public void close() {
		FileSystemUtils.deleteRecursively(this.path.toFile());
	}

}
