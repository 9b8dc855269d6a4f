package dev.migrate.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.ChangelogFormat;
import liquibase.integration.spring.SpringResourceAccessor;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Finds the files of a changelog as a Spring application does on startup, including those
 * that a {@code file:} changelog includes by directory. Liquibase's own accessor searches
 * them on the class path only, and fails.
 */
final class ChangelogResources extends SpringResourceAccessor {

	private final Set<String> files = new LinkedHashSet<>();

	private final Map<String, Boolean> onClassPath = new HashMap<>();

	ChangelogResources(ResourceLoader resourceLoader) {
		super(resourceLoader);
	}

	/**
	 * Return the existing changelog files that have been read.
	 * @return their paths, the last one read at the end
	 */
	List<String> files() {
		return List.copyOf(this.files);
	}

	@Override
	public List<liquibase.resource.Resource> getAll(String path) throws IOException {
		List<liquibase.resource.Resource> found = super.getAll(path);
		if (found != null && ChangelogFormat.of(path).isPresent()) {
			this.files.remove(path);
			this.files.add(path);
		}
		return found;
	}

	@Override
	protected String getResourcePath(Resource resource) {
		try {
			String url = resource.getURL().toExternalForm();
			boolean onClassPath = url.startsWith("jar:") || this.onClassPath.computeIfAbsent(url, this::isOnClassPath);
			return (url.startsWith("file:") && !onClassPath) ? url : super.getResourcePath(resource);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isOnClassPath(String url) {
		String path = url;
		while (true) {
			int slash = path.indexOf('/');
			if (slash < 0) {
				return false;
			}
			path = path.substring(slash + 1);
			if (!path.isEmpty() && getResource("classpath:" + path).exists()) {
				return true;
			}
		}
	}

}
