package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;
import dev.migrate.changelog.FileProblems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Describes in one sentence why a changelog cannot be parsed.
 */
final class ParseFailure {

	private static final Pattern CLASS_NAMES = Pattern.compile("(?:[a-z][\\w]*\\.)+[A-Z]\\w*(?:Exception|Error): ");

	private static final Pattern LINE = Pattern.compile("\\bline:? (\\d+)");

	private static final Pattern MISSING = Pattern
		.compile("The file (\\S+) was not found in the configured search path");

	private static final Pattern NO_ROOT = Pattern
		.compile("Could not find databaseChangeLog node|cannot be cast to |\"databaseChangeLog\" expected as root");

	private static final Problem NO_CHANGELOG = Problem.of("is no changelog: it does not begin with databaseChangeLog");

	private ParseFailure() {
	}

	/**
	 * Create the exception for a changelog that cannot be parsed.
	 * @param path the master changelog
	 * @param resources the accessor that its files were read with
	 * @param failure the exception of the parser
	 * @return the exception to throw
	 */
	static InvalidChangelogException of(String path, ChangelogResources resources, Throwable failure) {
		List<String> files = resources.files();
		String file = files.isEmpty() ? path : files.get(files.size() - 1);
		Optional<Problem> problem = problem(resources, file, failure);
		if (problem.isPresent()) {
			return invalid(file, problem.get(), failure);
		}
		String reason = sentence(innermost(failure)).replaceAll("\\.$", "");
		Matcher line = LINE.matcher(reason);
		return new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
				"The changelog " + path + " does not parse: " + reason
						+ (reason.contains(file) ? "." : " (in " + file + ")."),
				file, line.find() ? Integer.valueOf(line.group(1)) : null, failure);
	}

	/**
	 * Reject content that Liquibase would read as a part of a changeset.
	 * @param resources the accessor that the changelog was read with
	 * @throws InvalidChangelogException if a file is broken
	 */
	static void refuseHidden(ChangelogResources resources) {
		FileProblems problems = new FileProblems(resources);
		for (String file : resources.files()) {
			problems.ofParsed(file).ifPresent((problem) -> {
				throw invalid(file, problem, null);
			});
		}
	}

	private static InvalidChangelogException invalid(String file, Problem problem, @Nullable Throwable failure) {
		return new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
				"The changelog file " + file + " " + problem.text() + ".", file, problem.line(), failure);
	}

	private static Optional<Problem> problem(ChangelogResources resources, String file, Throwable failure) {
		if (failure instanceof StackOverflowError) {
			return Optional.of(Problem.of("is nested too deeply, or refers to itself"));
		}
		String reason = innermost(failure);
		Matcher missing = MISSING.matcher(reason);
		if (missing.find()) {
			return Optional.of(Problem
				.of("names " + missing.group(1) + ", which does not exist; correct the name or add the file"));
		}
		Optional<Problem> problem = resources.files().contains(file) ? new FileProblems(resources).ofUnparsed(file)
				: Optional.empty();
		if (problem.isPresent()) {
			return problem;
		}
		if (reason.startsWith("Empty file ")) {
			return Optional.of(FileProblems.EMPTY);
		}
		return Optional.of(NO_CHANGELOG).filter((no) -> NO_ROOT.matcher(reason).find());
	}

	private static String innermost(Throwable exception) {
		String found = null;
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			String message = cause.getMessage();
			boolean descriptive = cause.getClass().getName().startsWith("liquibase.") || found == null;
			if (descriptive && message != null && !message.isBlank()) {
				found = message;
			}
		}
		return (found != null) ? found : exception.getClass().getSimpleName();
	}

	private static String sentence(String message) {
		List<String> parts = new ArrayList<>();
		String line = null;
		for (String text : CLASS_NAMES.matcher(message).replaceAll("").split("\\R")) {
			Matcher matcher = LINE.matcher(text);
			while (matcher.find()) {
				line = matcher.group(1);
			}
			// Parsers indent what they quote from the file.
			if (!text.isBlank() && !Character.isWhitespace(text.charAt(0))) {
				parts.add(text.strip());
			}
		}
		String sentence = String.join("; ", parts);
		if (sentence.isEmpty()) {
			sentence = message.strip().replaceAll("\\s+", " ");
		}
		boolean known = line == null || LINE.matcher(sentence).find();
		return known ? sentence : sentence + " (line " + line + ")";
	}

}
