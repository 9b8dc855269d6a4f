package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.SchemaFilter;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Filters objects by a list of patterns to include and one to exclude: {@code table},
 * {@code schema.table}, {@code table.column}, {@code schema.table.column}, also for
 * sequences, types and parts of tables, optionally after a kind such as {@code index}. A
 * star matches any characters of a name, a question mark matches one.
 *
 * @param include the patterns of included objects and their parts; empty for all objects
 * @param exclude the patterns of excluded objects and their parts
 */
public record NamePatterns(List<String> include, List<String> exclude) implements SchemaFilter {

	public NamePatterns {
		include = List.copyOf(include);
		exclude = List.copyOf(exclude);
	}

	@Override
	public boolean includes(SchemaObject object) {
		boolean in = this.include.isEmpty() || this.include.stream()
			.map(Glob::of)
			.anyMatch((glob) -> glob.matches(object) || glob.matchesOwner(object) || glob.mayMatchPartOf(object));
		return in && this.exclude.stream()
			.map(Glob::of)
			.noneMatch((glob) -> glob.matches(object) || glob.matchesOwner(object));
	}

	/**
	 * A pattern.
	 *
	 * @param kind the kind of the object; {@code null} for any
	 * @param parts the patterns of the parts of a name
	 */
	private record Glob(@Nullable Kind kind, List<Pattern> parts) {

		static Glob of(String text) {
			String pattern = text.strip();
			Optional<Kind> kind = Arrays.stream(Kind.values())
				.filter((candidate) -> pattern.toLowerCase(Locale.ROOT).startsWith(candidate + " "))
				.findFirst();
			String names = kind.map((said) -> pattern.substring(said.toString().length()).strip()).orElse(pattern);
			return new Glob(kind.orElse(null), Arrays.stream(names.split("\\.", -1)).map(Glob::part).toList());
		}

		private static Pattern part(String part) {
			String regex = part.codePoints().mapToObj((point) -> switch (point) {
				case '*' -> ".*";
				case '?' -> ".";
				default -> Pattern.quote(Character.toString(point));
			}).collect(Collectors.joining());
			return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
		}

		boolean matches(SchemaObject object) {
			return (this.kind == null || this.kind == object.kind()) && matches(this.parts, path(object));
		}

		boolean matchesOwner(SchemaObject object) {
			QualifiedName owner = object.owner();
			return owner != null && matches(new SchemaObject(Kind.TABLE, null, owner));
		}

		boolean mayMatchPartOf(SchemaObject object) {
			return object.kind() == Kind.TABLE && this.kind != Kind.TABLE && this.parts.size() > 1
					&& matches(this.parts.subList(0, this.parts.size() - 1), path(object));
		}

		private static boolean matches(List<Pattern> patterns, List<String> path) {
			// The schema is optional.
			int skipped = path.size() - patterns.size();
			if (skipped < 0 || skipped > 1) {
				return false;
			}
			return matchesAll(patterns, path.subList(skipped, path.size()));
		}

		private static boolean matchesAll(List<Pattern> patterns, List<String> names) {
			for (int i = 0; i < names.size(); i++) {
				if (!patterns.get(i).matcher(names.get(i)).matches()) {
					return false;
				}
			}
			return true;
		}

		private static List<String> path(SchemaObject object) {
			QualifiedName first = (object.owner() != null) ? object.owner() : object.name();
			List<String> path = new ArrayList<>(List.of(Objects.requireNonNullElse(first.schema(), ""), first.name()));
			if (object.owner() != null) {
				path.add(object.name().name());
			}
			return path;
		}

	}

}
