package dev.migrate.changelog.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.AcceptedDifference;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.change.Difference;
import dev.migrate.changelog.write.JsonText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file with the accepted differences of a database. It has a JSON object on each
 * line: the product first, then the differences, sorted, so that it can be reviewed and
 * merged by lines.
 *
 * @param product the short name of the product
 * @param differences the accepted differences
 */
public record AcceptedFile(String product, List<AcceptedDifference> differences) {

	private static final String PRODUCT = "product";

	private static final String THING = "thing";

	private static final String DATABASE = "database";

	private static final String CHANGELOG = "changelog";

	private static final String ENTITIES = "entities";

	private static final String REASON = "reason";

	private static final Set<String> MEMBERS = Set.of(THING, DATABASE, CHANGELOG, ENTITIES, REASON);

	private static final Pattern MARKER = Pattern.compile("(?:<<<<<<<|>>>>>>>|\\|\\|\\|\\|\\|\\|\\|)(?: .*)?|=======");

	public AcceptedFile {
		differences = differences.stream().sorted(Comparator.comparing(AcceptedDifference::difference)).toList();
	}

	/**
	 * Parse a file.
	 * @param text the text of the file
	 * @param name the name of the file in messages
	 * @param product the short name of the product of the database
	 * @return the content
	 * @throws MigrationFailedException if a line is no accepted difference or repeats
	 * another one, or the file is for another product
	 */
	public static AcceptedFile parse(String text, String name, String product) {
		String found = null;
		Map<Difference, Integer> lines = new HashMap<>();
		List<AcceptedDifference> differences = new ArrayList<>();
		int number = 0;
		for (String line : text.lines().map(String::strip).toList()) {
			number++;
			if (MARKER.matcher(line).matches()) {
				throw broken(name, number, "has git merge markers", "resolve the conflict");
			}
			if (line.isEmpty()) {
				continue;
			}
			Map<String, String> members = members(line);
			if (found == null) {
				found = (members.size() == 1) ? members.get(PRODUCT) : null;
				refuseOther(name, number, found, product);
				continue;
			}
			AcceptedDifference difference = difference(members);
			if (difference == null) {
				throw broken(name, number, "has a line that is no accepted difference",
						"correct it, or remove it and run check --accept");
			}
			Integer other = lines.put(difference.difference(), number);
			if (other != null) {
				throw broken(name, number, "repeats line " + other, "remove one of the two");
			}
			differences.add(difference);
		}
		return new AcceptedFile(product, differences);
	}

	private static void refuseOther(String name, int number, @Nullable String found, String product) {
		if (found == null) {
			throw broken(name, number, "does not begin with the name of a product",
					"its first line must be " + object(Map.of(PRODUCT, product)));
		}
		if (!found.equals(product)) {
			throw broken(name, number,
					"has the accepted differences of a " + found + " database, and this one is " + product,
					"use a changelog for each product");
		}
	}

	private static MigrationFailedException broken(String name, int number, String problem, String remedy) {
		return new MigrationFailedException(ErrorCode.ACCEPTED_DIFFERENCES_INVALID,
				"The file " + name + " " + problem + " (line " + number + "); " + remedy + ". Nothing was written.",
				null);
	}

	private static @Nullable AcceptedDifference difference(Map<String, String> members) {
		String thing = members.getOrDefault(THING, "");
		long sides = Stream.of(DATABASE, CHANGELOG, ENTITIES).filter(members::containsKey).count();
		if (thing.isEmpty() || sides != 2 || !MEMBERS.containsAll(members.keySet())) {
			return null;
		}
		return new AcceptedDifference(thing, members.get(DATABASE), members.get(CHANGELOG), members.get(ENTITIES),
				members.getOrDefault(REASON, ""));
	}

	/**
	 * Read the members of a JSON object, which is YAML too.
	 */
	private static Map<String, String> members(String line) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Map<String, String> members = new LinkedHashMap<>();
		try {
			Object value = new Yaml(new SafeConstructor(options)).load(line);
			if (value instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance)) {
				map.forEach((key, member) -> members.put(String.valueOf(key), String.valueOf(member)));
			}
			return members;
		}
		catch (YAMLException ex) {
			return Map.of();
		}
	}

	/**
	 * Return the text of the file.
	 * @return the text
	 */
	public String text() {
		return Stream
			.concat(Stream.of(Map.of(PRODUCT, this.product)), this.differences.stream().map(AcceptedFile::members))
			.map((members) -> object(members) + "\n")
			.collect(Collectors.joining());
	}

	private static Map<String, String> members(AcceptedDifference difference) {
		Map<String, String> members = new LinkedHashMap<>();
		members.put(THING, difference.thing());
		put(members, DATABASE, difference.database());
		put(members, CHANGELOG, difference.changelog());
		put(members, ENTITIES, difference.entities());
		members.put(REASON, difference.reason());
		return members;
	}

	private static void put(Map<String, String> members, String name, @Nullable String value) {
		if (value != null) {
			members.put(name, value);
		}
	}

	private static String object(Map<String, String> members) {
		return members.entrySet()
			.stream()
			.map((member) -> JsonText.of(member.getKey()) + ": " + JsonText.of(member.getValue()))
			.collect(Collectors.joining(", ", "{", "}"));
	}

	/**
	 * Write the file.
	 * @param file the file
	 * @throws MigrationFailedException if it cannot be written
	 */
	public void write(Path file) {
		Path directory = file.getParent();
		if (directory != null) {
			ChangelogFiles.createDirectory(directory);
		}
		ChangelogFiles.save(file, text());
	}

}
