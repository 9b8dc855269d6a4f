package dev.migrate.realworld;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;

/**
 * Reasons why two accounts of one schema differ, read from a file.
 *
 * @param rules the rules
 */
record Rules(List<Rule> rules) {

	/**
	 * Read a list of rules.
	 * @param group the name of the list
	 * @return the rules
	 */
	static Rules of(String group) {
		try (InputStream file = Rules.class.getResourceAsStream("/realworld/keycloak.yaml")) {
			Map<String, List<Map<String, Object>>> groups = new Yaml().load(Objects.requireNonNull(file));
			return new Rules(Objects.requireNonNull(groups.get(group)).stream().map(Rule::of).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Find the one rule that explains a thing.
	 * @param thing the thing, in words
	 * @return why it is as it is, or that nothing explains it
	 */
	String reason(String thing) {
		List<Rule> matching = this.rules.stream().filter((rule) -> rule.explains(thing)).toList();
		return switch (matching.size()) {
			case 0 -> "UNEXPLAINED";
			case 1 -> matching.get(0).because();
			default -> "EXPLAINED TWICE";
		};
	}

	/**
	 * Find the reasons of some things.
	 * @param things the things, in words
	 * @return the reasons by their things, in order
	 */
	Map<String, String> reasons(Collection<String> things) {
		return things.stream()
			.collect(Collectors.toMap((thing) -> thing, this::reason, (one, same) -> one, LinkedHashMap::new));
	}

	/**
	 * A reason and what it is good for.
	 *
	 * @param because the reason
	 * @param these what it explains, one by one
	 * @param like what it explains by a pattern; {@code null} for none
	 * @param count how many there are of the pattern, in each release
	 */
	record Rule(String because, List<String> these, Pattern like, List<Integer> count) {

		@SuppressWarnings("unchecked")
		private static Rule of(Map<String, Object> entry) {
			String like = (String) entry.get("like");
			return new Rule((String) entry.get("because"), (List<String>) entry.getOrDefault("these", List.of()),
					(like != null) ? Pattern.compile(like) : null,
					(List<Integer>) entry.getOrDefault("count", List.of()));
		}

		boolean explains(String thing) {
			return this.these.contains(thing) || (this.like != null && this.like.matcher(thing).matches());
		}

	}

}
