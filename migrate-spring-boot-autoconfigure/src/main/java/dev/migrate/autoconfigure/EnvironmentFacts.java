package dev.migrate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.migrate.command.mode.CommandMode;
import dev.migrate.diagnosis.ApplicationFacts;
import dev.migrate.diagnosis.Location;
import dev.migrate.diagnosis.Setting;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * The facts about an application that follow from its environment and its class path.
 * Properties are those of a start of the application, and not those of command mode.
 */
final class EnvironmentFacts implements ApplicationFacts {

	private static final List<String> METADATA = List.of("META-INF/spring-configuration-metadata.json",
			"META-INF/additional-spring-configuration-metadata.json");

	private static final Pattern IN_JAR = Pattern.compile("^!?/?(?:(?:BOOT|WEB)-INF/classes/(?:!/)?)?");

	private final ConfigurableEnvironment environment;

	private final String primaryDatabase;

	private final Supplier<String> location;

	private final ConfigurableListableBeanFactory beanFactory;

	private final Path resourcesDirectory;

	private final ClassLoader classLoader;

	private final Supplier<List<Path>> staleSources;

	/**
	 * Create the facts about an application.
	 * @param application the application's context
	 * @param primaryDatabase the name of its primary database
	 * @param location the URL that the application's classes were loaded from; empty if
	 * its sources are not here
	 * @param resourcesDirectory the directory of the sources of its resources
	 * @param staleSources the sources that have not been compiled
	 */
	EnvironmentFacts(ConfigurableApplicationContext application, String primaryDatabase, Supplier<String> location,
			Path resourcesDirectory, Supplier<List<Path>> staleSources) {
		this.environment = application.getEnvironment();
		this.primaryDatabase = primaryDatabase;
		this.location = location;
		this.beanFactory = application.getBeanFactory();
		this.resourcesDirectory = resourcesDirectory;
		this.classLoader = Objects.requireNonNullElseGet(application.getClassLoader(),
				ClassUtils::getDefaultClassLoader);
		this.staleSources = staleSources;
	}

	@Override
	public String primaryDatabase() {
		return this.primaryDatabase;
	}

	@Override
	public Optional<Setting> setting(String name) {
		ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
		return sources().map((source) -> source.getConfigurationProperty(property))
			.flatMap(Stream::ofNullable)
			.findFirst()
			.map((found) -> setting(name, found));
	}

	@Override
	public List<Setting> settingsBelow(String prefix) {
		ConfigurationPropertyName ancestor = ConfigurationPropertyName.of(prefix);
		Map<ConfigurationPropertyName, ConfigurationProperty> found = new LinkedHashMap<>();
		sources().filter((source) -> !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource))
			.filter(IterableConfigurationPropertySource.class::isInstance)
			.map(IterableConfigurationPropertySource.class::cast)
			.forEach((source) -> source.stream().filter(ancestor::isAncestorOf).forEach((name) -> {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				if (property != null) {
					found.putIfAbsent(name, property);
				}
			}));
		return found.values().stream().map((property) -> setting(property.getName().toString(), property)).toList();
	}

	private Stream<ConfigurationPropertySource> sources() {
		List<PropertySource<?>> sources = this.environment.getPropertySources()
			.stream()
			.filter((source) -> !source.getName().equals(CommandMode.PROPERTY_SOURCE))
			.toList();
		return StreamSupport.stream(ConfigurationPropertySources.from(sources).spliterator(), false);
	}

	private Setting setting(String name, ConfigurationProperty property) {
		return new Setting(name, this.environment.resolvePlaceholders(String.valueOf(property.getValue())),
				location(property.getOrigin()));
	}

	private @Nullable Location location(@Nullable Origin origin) {
		Origin within = (origin instanceof PropertySourceOrigin ofSource) ? ofSource.getOrigin() : origin;
		TextResourceOrigin text = (within instanceof TextResourceOrigin found) ? found : null;
		Resource resource = (text != null) ? text.getResource() : null;
		if (text == null || resource == null) {
			return null;
		}
		Path file = file(resource);
		if (file == null) {
			return null;
		}
		return new Location(file, (text.getLocation() != null) ? text.getLocation().getLine() + 1 : null);
	}

	// A file of the application is a copy of one in the sources, where there are any.
	private @Nullable Path file(Resource resource) {
		try {
			String url = resource.getURL().toExternalForm();
			String application = this.location.get();
			int start = url.indexOf(application);
			if (!application.isEmpty() && start >= 0) {
				String path = IN_JAR.matcher(url.substring(start + application.length())).replaceFirst("");
				Path source = this.resourcesDirectory.resolve(StringUtils.uriDecode(path, StandardCharsets.UTF_8));
				if (Files.exists(source)) {
					return source;
				}
			}
			return resource.isFile() ? resource.getFile().toPath() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	@Override
	public Set<String> documentedSettings() {
		Set<String> names = new HashSet<>();
		METADATA.stream().flatMap((name) -> resources(name).stream()).forEach((file) -> addDocumented(file, names));
		if (!names.isEmpty()) {
			names.removeAll(Set.of(ConfiguredDatabases.PREFIX, ConfiguredDatabases.PREFIX + ".*"));
			ReflectionUtils.doWithFields(DatabaseProperties.class, (field) -> {
				String name = ConfiguredDatabases.PREFIX + ".*." + field.getName();
				Collections.addAll(names, name, name + ".*", name + "[*");
			});
		}
		return names;
	}

	private static void addDocumented(URL file, Set<String> names) {
		try (InputStream stream = file.openStream()) {
			String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			if (!text.contains("\"migrate.")) {
				return;
			}
			Object properties = JsonParserFactory.getJsonParser().parseMap(text).get("properties");
			for (Object property : (properties instanceof List<?> list) ? list : List.of()) {
				Map<?, ?> members = (Map<?, ?>) property;
				String name = String.valueOf(members.get("name"));
				String type = String.valueOf(members.get("type"));
				names.add(name);
				if (type.startsWith("java.util.Map")) {
					names.add(name + ".*");
				}
				else if (type.startsWith("java.util.List")) {
					names.add(name + "[*");
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean hasAutoConfiguration(String name) {
		return ClassUtils.isPresent(name, this.classLoader)
				&& !ConditionEvaluationReport.get(this.beanFactory).getExclusions().contains(name);
	}

	@Override
	public List<URL> resources(String name) {
		try {
			return Collections.list(this.classLoader.getResources(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<Path> staleSources() {
		return this.staleSources.get();
	}

}
