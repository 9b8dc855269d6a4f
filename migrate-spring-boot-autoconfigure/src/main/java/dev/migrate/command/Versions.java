package dev.migrate.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.ClassUtils;

/**
 * The versions of the libraries.
 */
class Versions implements IVersionProvider {

	@Override
	public String[] getVersion() throws IOException {
		List<String> lines = new ArrayList<>();
		String own = property("META-INF/maven/dev.migrate/migrate-spring-boot-autoconfigure/pom.properties", "version");
		lines.add("Migrate " + ((own != null) ? own : "(not from a jar)"));
		add(lines, "Liquibase", property("liquibase.build.properties", "build.version"));
		add(lines, "Hibernate", implementationVersion("org.hibernate.Version"));
		add(lines, "Spring Boot", implementationVersion("org.springframework.boot.SpringApplication"));
		lines.add("Java " + System.getProperty("java.version"));
		return lines.toArray(String[]::new);
	}

	private static void add(List<String> lines, String name, @Nullable String version) {
		if (version != null) {
			lines.add(name + " " + version);
		}
	}

	private static @Nullable String property(String resource, String name) throws IOException {
		return PropertiesLoaderUtils.loadAllProperties(resource).getProperty(name);
	}

	private static @Nullable String implementationVersion(String className) {
		ClassLoader classLoader = Versions.class.getClassLoader();
		return ClassUtils.isPresent(className, classLoader)
				? ClassUtils.resolveClassName(className, classLoader).getPackage().getImplementationVersion() : null;
	}

}
