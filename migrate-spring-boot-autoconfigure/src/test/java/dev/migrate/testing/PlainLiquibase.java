package dev.migrate.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version of Liquibase in a separate class loader, without Spring and without our
 * classes.
 */
public enum PlainLiquibase {

	/**
	 * The version that Spring Boot manages.
	 */
	VERSION_5,

	/**
	 * The last version under the Apache licence.
	 */
	VERSION_4;

	private static final Pattern NEEDED = Pattern.compile("(snakeyaml|commons-|opencsv|jaxb-api|jakarta.xml).*\\.jar");

	private ClassLoader classLoader;

	public void update(TestDatabase database, Path root, String changelog) {
		run(database, root, changelog, (liquibase) -> call(liquibase, "update", String.class, ""));
	}

	public void rollback(TestDatabase database, Path root, String changelog, int count) {
		run(database, root, changelog,
				(liquibase) -> liquibase.getClass()
					.getMethod("rollback", int.class, String.class)
					.invoke(liquibase, count, ""));
	}

	public int pending(TestDatabase database, Path root, String changelog) {
		return run(database, root, changelog, (liquibase) -> {
			Class<?> contexts = load("liquibase.Contexts");
			Class<?> labels = load("liquibase.LabelExpression");
			Object pending = liquibase.getClass()
				.getMethod("listUnrunChangeSets", contexts, labels)
				.invoke(liquibase, contexts.getConstructor().newInstance(), labels.getConstructor().newInstance());
			return ((Collection<?>) pending).size();
		});
	}

	private <T> T run(TestDatabase database, Path root, String changelog, Work<T> work) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (Connection connection = database.connect()) {
			thread.setContextClassLoader(classLoader());
			Object jdbc = load("liquibase.database.jvm.JdbcConnection").getConstructor(Connection.class)
				.newInstance(connection);
			Class<?> factory = load("liquibase.database.DatabaseFactory");
			Object found = factory
				.getMethod("findCorrectDatabaseImplementation", load("liquibase.database.DatabaseConnection"))
				.invoke(factory.getMethod("getInstance").invoke(null), jdbc);
			Object files = load("liquibase.resource.DirectoryResourceAccessor").getConstructor(Path.class)
				.newInstance(root);
			Object liquibase = load("liquibase.Liquibase")
				.getConstructor(String.class, load("liquibase.resource.ResourceAccessor"),
						load("liquibase.database.Database"))
				.newInstance(changelog, files, found);
			return work.with(liquibase);
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException(ex.getCause().getMessage(), ex.getCause());
		}
		catch (ReflectiveOperationException | SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static Object call(Object target, String name, Class<?> type, Object argument)
			throws ReflectiveOperationException {
		return target.getClass().getMethod(name, type).invoke(target, argument);
	}

	private Class<?> load(String name) throws ClassNotFoundException {
		return Class.forName(name, true, classLoader());
	}

	private synchronized ClassLoader classLoader() {
		if (this.classLoader == null) {
			List<Path> jars = new ArrayList<>(
					classPath().filter((path) -> NEEDED.matcher(name(path)).matches()).toList());
			jars.add((this == VERSION_5)
					? classPath().filter((path) -> name(path).startsWith("liquibase-core-5")).findFirst().orElseThrow()
					: version4());
			this.classLoader = new URLClassLoader(jars.stream().map(PlainLiquibase::url).toArray(URL[]::new),
					ClassLoader.getPlatformClassLoader());
		}
		return this.classLoader;
	}

	private static Path version4() {
		try (Stream<Path> files = Files.list(Path.of("target/liquibase-4"))) {
			return files.filter((file) -> name(file).endsWith(".jar")).findFirst().orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> classPath() {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of);
	}

	private static String name(Path path) {
		return path.getFileName().toString();
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Work<T> {

		T with(Object liquibase) throws ReflectiveOperationException;

	}

}
