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
 * The reasons why two descriptions of a schema differ, read from a file.
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
	 * Find the rule that explains a difference.
	 * @param difference the description of the difference
	 * @return the reason, or a text if no rule or several rules match
	 */
	String reason(String difference) {
		List<Rule> matching = this.rules.stream().filter((rule) -> rule.explains(difference)).toList();
		return switch (matching.size()) {
			case 0 -> "UNEXPLAINED";
			case 1 -> matching.get(0).because();
			default -> "EXPLAINED TWICE";
		};
	}

	/**
	 * Find the reasons for differences.
	 * @param differences the descriptions of the differences
	 * @return the reasons by difference, in order
	 */
	Map<String, String> reasons(Collection<String> differences) {
		return differences.stream()
			.collect(
					Collectors.toMap((difference) -> difference, this::reason, (one, same) -> one, LinkedHashMap::new));
	}

	/**
	 * A reason with the differences that it explains.
	 *
	 * @param because the reason
	 * @param these the explained differences
	 * @param like the pattern of explained differences; {@code null} for none
	 * @param count the number of matches of the pattern in each release
	 */
	record Rule(String because, List<String> these, Pattern like, List<Integer> count) {

		@SuppressWarnings("unchecked")
		private static Rule of(Map<String, Object> entry) {
			String like = (String) entry.get("like");
			return new Rule((String) entry.get("because"), (List<String>) entry.getOrDefault("these", List.of()),
					(like != null) ? Pattern.compile(like) : null,
					(List<Integer>) entry.getOrDefault("count", List.of()));
		}

		boolean explains(String difference) {
			return this.these.contains(difference) || (this.like != null && this.like.matcher(difference).matches());
		}

	}

}
