package dev.migrate.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.migrate.ChangelogFormat;
import liquibase.integration.spring.SpringResourceAccessor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the files of a changelog as a Spring application does on startup, including those
 * that a {@code file:} changelog includes by directory. Liquibase's own accessor searches
 * them on the class path only, and fails.
 * <p>
 * Each search goes through all jars of the class path. A parser asks for a file several
 * times, and Liquibase finds the path of a file by trying each end of its URL; here,
 * every file is searched once and its path is what follows the directory of the class
 * path.
 */
final class ChangelogResources extends SpringResourceAccessor {

	private final ResourceLoader resourceLoader;

	private final Set<String> files = new LinkedHashSet<>();

	private final Set<String> searched = new LinkedHashSet<>();

	private final Map<String, @Nullable List<liquibase.resource.Resource>> found = new HashMap<>();

	private @Nullable List<String> directories;

	ChangelogResources(ResourceLoader resourceLoader) {
		super(resourceLoader);
		this.resourceLoader = resourceLoader;
	}

	/**
	 * Return the existing changelog files that have been read.
	 * @return their paths, the last one read at the end
	 */
	List<String> files() {
		return List.copyOf(this.files);
	}

	@Override
	public @Nullable List<liquibase.resource.Resource> getAll(String path) throws IOException {
		if (!this.found.containsKey(path)) {
			this.found.put(path, super.getAll(path));
		}
		List<liquibase.resource.Resource> found = this.found.get(path);
		if (found != null && ChangelogFormat.of(path).isPresent()) {
			this.files.remove(path);
			this.files.add(path);
		}
		return found;
	}

	/**
	 * Return the directories whose files have been included.
	 * @return their locations, as the changelog files have them
	 */
	Set<String> searched() {
		return Set.copyOf(this.searched);
	}

	@Override
	public List<liquibase.resource.Resource> search(String path, boolean recursive) throws IOException {
		this.searched.add(path);
		return super.search(path, recursive);
	}

	@Override
	protected String getResourcePath(Resource resource) {
		try {
			String url = resource.getURL().toExternalForm();
			if (resource instanceof ContextResource || !url.startsWith("file:")) {
				return super.getResourcePath(resource);
			}
			return directories().stream()
				.filter(url::startsWith)
				.findFirst()
				.map((directory) -> StringUtils.uriDecode(url.substring(directory.length()), StandardCharsets.UTF_8))
				.orElse(url);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> directories() throws IOException {
		if (this.directories == null) {
			ClassLoader classLoader = Objects.requireNonNullElseGet(this.resourceLoader.getClassLoader(),
					ClassUtils::getDefaultClassLoader);
			this.directories = Collections.list(classLoader.getResources(""))
				.stream()
				.map(URL::toExternalForm)
				.filter((url) -> url.startsWith("file:"))
				.toList();
		}
		return this.directories;
	}

}
