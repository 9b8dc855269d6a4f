package dev.migrate.authoring.adoption;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.authoring.adoption.FlywayHistory.Entry;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The migrations of Flyway that an application has, as far as they are SQL files.
 */
final class FlywayMigrations {

	private static final Pattern FILE = Pattern.compile("V([0-9]+(?:[._][0-9]+)*)__.*\\.sql");

	private final ResourceLoader loader;

	private final List<String> locations;

	FlywayMigrations(ResourceLoader loader, List<String> locations, String product) {
		this.loader = loader;
		this.locations = locations.stream().map((location) -> location.replace("{vendor}", product)).toList();
	}

	/**
	 * Reject a database with pending Flyway migrations.
	 * @param history the history of Flyway
	 */
	void refuseUnfinished(FlywayHistory history) {
		for (Entry entry : history.entries()) {
			if (!entry.success()) {
				throw new CannotProceedException(ErrorCode.FLYWAY_NOT_FINISHED,
						"Flyway's migration " + ((entry.version() != null) ? entry.version() + " " : "") + "("
								+ entry.description()
								+ ") has failed on this database: repair it with Flyway, then adopt the database.");
			}
		}
		Set<Version> known = new TreeSet<>();
		Version baseline = null;
		for (Entry entry : history.entries()) {
			if (entry.version() != null) {
				Version version = Version.of(entry.version());
				known.add(version);
				baseline = "BASELINE".equals(entry.type()) ? version : baseline;
			}
		}
		List<String> pending = new ArrayList<>();
		for (Version version : versions()) {
			if (!known.contains(version) && (baseline == null || version.compareTo(baseline) > 0)) {
				pending.add(version.text());
			}
		}
		if (!pending.isEmpty()) {
			throw new CannotProceedException(ErrorCode.FLYWAY_NOT_FINISHED,
					"Flyway's "
							+ ((pending.size() == 1) ? "migration " + pending.get(0) + " has"
									: "migrations " + String.join(", ", pending) + " have")
							+ " not run on this database: migrate it with Flyway once more, then adopt it.");
		}
	}

	private Set<Version> versions() {
		Set<Version> versions = new TreeSet<>();
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(this.loader);
		for (String location : this.locations) {
			try {
				for (Resource resource : resolver.getResources(pattern(location))) {
					String name = resource.getFilename();
					Matcher file = FILE.matcher((name != null) ? name : "");
					if (file.matches()) {
						versions.add(Version.of(file.group(1)));
					}
				}
			}
			catch (FileNotFoundException ex) {
				// A missing location has no migrations.
			}
			catch (IOException ex) {
				throw new CannotProceedException(ErrorCode.SETTING_INVALID, "The migrations of Flyway in " + location
						+ " cannot be read: " + ex.getMessage() + "; correct spring.flyway.locations.");
			}
		}
		return versions;
	}

	private static String pattern(String location) {
		String path = location.replaceAll("/+$", "");
		if (path.startsWith("filesystem:")) {
			return "file:" + path.substring("filesystem:".length()) + "/**/*.sql";
		}
		return "classpath*:" + path.replaceFirst("^classpath\\*?:", "").replaceFirst("^/", "") + "/**/*.sql";
	}

	/**
	 * A version, ignoring leading and trailing zeros of its numbers.
	 *
	 * @param numbers the numbers
	 */
	private record Version(List<BigInteger> numbers) implements Comparable<Version> {

		static Version of(String text) {
			List<BigInteger> numbers = new ArrayList<>(
					Arrays.stream(text.split("[._]")).map((number) -> new BigInteger("0" + number)).toList());
			while (numbers.size() > 1 && numbers.get(numbers.size() - 1).signum() == 0) {
				numbers.remove(numbers.size() - 1);
			}
			return new Version(List.copyOf(numbers));
		}

		String text() {
			return this.numbers.stream().map(BigInteger::toString).collect(Collectors.joining("."));
		}

		@Override
		public int compareTo(Version other) {
			for (int i = 0; i < Math.min(this.numbers.size(), other.numbers.size()); i++) {
				int compared = this.numbers.get(i).compareTo(other.numbers.get(i));
				if (compared != 0) {
					return compared;
				}
			}
			return Integer.compare(this.numbers.size(), other.numbers.size());
		}

	}

}
