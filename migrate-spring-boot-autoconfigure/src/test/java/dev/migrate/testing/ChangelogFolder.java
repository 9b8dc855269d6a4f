package dev.migrate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * A folder of changelog files on the class path of one test.
 *
 * @param root the folder
 */
public record ChangelogFolder(Path root) {

	/**
	 * The path of the master changelog.
	 */
	public static final String MASTER = "classpath:db/changelog/db.changelog-master.yaml";

	/**
	 * Create a folder whose master changelog includes its versions directory.
	 * @param root an empty folder
	 * @return the folder
	 */
	public static ChangelogFolder withVersions(Path root) {
		return new ChangelogFolder(root).write("db/changelog/db.changelog-master.yaml", """
				databaseChangeLog:
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				      errorIfMissingOrEmpty: false
				""");
	}

	/**
	 * Write a file.
	 * @param path its path on the class path
	 * @param content the text of the file
	 * @return this folder
	 */
	public ChangelogFolder write(String path, String content) {
		try {
			Path file = this.root.resolve(path);
			Files.createDirectories(file.getParent());
			Files.writeString(file, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Delete a file.
	 * @param path its path on the class path
	 * @return this folder
	 */
	public ChangelogFolder delete(String path) {
		try {
			Files.delete(this.root.resolve(path));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write a revision that creates a table.
	 * @param id the revision's id
	 * @param table the table
	 * @param parent the id of the parent; empty for none
	 * @return this folder
	 */
	public ChangelogFolder createTable(String id, String table, String parent) {
		String property = parent.isEmpty() ? "" : """
				  - property:
				      name: migrate.parent
				      value: "%s"
				      global: false
				""".formatted(parent);
		return write(version(id, table), """
				# create %2$s
				databaseChangeLog:
				%3$s  - changeSet:
				      id: "%1$s.1"
				      author: ada
				      logicalFilePath: db/changelog/versions/%1$s_create_%2$s.yaml
				      created: table %2$s (id)
				      changes:
				        - createTable:
				            tableName: %2$s
				            columns:
				              - column:
				                  name: id
				                  type: bigint
				""".formatted(id, table, property));
	}

	/**
	 * Return the path of the file that {@link #createTable(String, String, String)
	 * creates a table}.
	 * @param id the revision's id
	 * @param table the table
	 * @return the path on the class path
	 */
	public static String version(String id, String table) {
		return "db/changelog/versions/" + id + "_create_" + table + ".yaml";
	}

	/**
	 * Create a loader for the files of this folder by their paths on the class path.
	 * @return a new loader
	 */
	public ResourceLoader loader() {
		try {
			return new DefaultResourceLoader(new URLClassLoader(new URL[] { this.root.toUri().toURL() },
					Thread.currentThread().getContextClassLoader()));
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
