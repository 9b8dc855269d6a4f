package dev.migrate.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ReflectionUtils;

/**
 * What decides about the result of a {@link SpringLiquibase} on a given database: its
 * class, its properties, and the files beside its changelog.
 *
 * @param values the values by name
 */
record LiquibaseFingerprint(Map<String, String> values) {

	/**
	 * Take the fingerprint of a bean that has its properties.
	 * @param liquibase the bean
	 * @param resourceLoader finds its changelog
	 * @return the fingerprint
	 */
	static LiquibaseFingerprint of(SpringLiquibase liquibase, ResourceLoader resourceLoader) {
		Map<String, String> values = new TreeMap<>();
		values.put("class", liquibase.getClass().getName());
		// Not all of them have a getter.
		ReflectionUtils.doWithFields(liquibase.getClass(), (field) -> {
			ReflectionUtils.makeAccessible(field);
			Object value = field.get(liquibase);
			String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
			if (isData(value)) {
				values.put(name, String.valueOf(value));
			}
			else if (value instanceof Customizer) {
				values.put(name, name(value));
			}
		}, (field) -> !Modifier.isStatic(field.getModifiers()));
		addFiles(liquibase, resourceLoader, values);
		return new LiquibaseFingerprint(values);
	}

	// What an object has captured cannot be compared.
	private static String name(Object customizer) {
		boolean captures = false;
		for (Class<?> type = customizer.getClass(); type != null; type = type.getSuperclass()) {
			captures = captures || Stream.of(type.getDeclaredFields())
				.anyMatch((field) -> !Modifier.isStatic(field.getModifiers()));
		}
		return customizer.getClass().getName() + (captures ? "@" + System.identityHashCode(customizer) : "");
	}

	private static boolean isData(@Nullable Object value) {
		return value instanceof String || value instanceof Boolean || value instanceof Number || value instanceof Enum
				|| value instanceof Map || value instanceof Collection || value instanceof File;
	}

	private static void addFiles(SpringLiquibase liquibase, ResourceLoader resourceLoader, Map<String, String> values) {
		if (liquibase.getChangeLog() == null) {
			return;
		}
		Resource changelog = resourceLoader.getResource(liquibase.getChangeLog());
		if (!changelog.isFile()) {
			return;
		}
		try {
			Files.walkFileTree(changelog.getFile().toPath().toAbsolutePath().getParent(), new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					values.put(file.toString(), attributes.size() + " " + attributes.lastModifiedTime());
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
