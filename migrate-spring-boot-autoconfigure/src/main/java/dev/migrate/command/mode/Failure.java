package dev.migrate.command.mode;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import dev.migrate.Secrets;
import dev.migrate.command.ExitCode;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.util.StringUtils;

/**
 * The failure of a command, as one sentence and an exit code.
 */
class Failure {

	// Other libraries begin a message with the exception that they have caught.
	private static final Pattern CLASS_NAMES = Pattern
		.compile("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error)(?:: ?|$)");

	private static final int WORDS_THAT_SAY_ENOUGH = 4;

	private final Throwable failure;

	private final List<Throwable> causes;

	private final @Nullable ConfigurableApplicationContext context;

	private final Optional<String> analysis;

	Failure(Throwable failure, @Nullable ConfigurableApplicationContext context) {
		this.failure = failure;
		this.causes = causes(failure);
		this.context = context;
		this.analysis = ours().isPresent() ? Optional.empty() : analysed();
	}

	/**
	 * Return the exit code of the process.
	 * @return one of the {@link ExitCode exit codes}
	 */
	int exitCode() {
		return this.causes.stream().anyMatch(CannotProceedException.class::isInstance) ? ExitCode.CANNOT_PROCEED
				: ExitCode.FAILED;
	}

	/**
	 * Return what kind of error it is.
	 * @return the code
	 */
	ErrorCode code() {
		return ours().map(MigrationException::code)
			.orElseGet(() -> (this.analysis.isPresent() || isOfBean()) ? ErrorCode.APPLICATION_NOT_STARTED
					: ErrorCode.UNEXPECTED);
	}

	/**
	 * Return what went wrong and what to do.
	 * @param traceFollows whether the trace is printed below
	 * @return one line
	 */
	String sentence(boolean traceFollows) {
		String sentence = ours().map(MigrationException::getMessage)
			.or(() -> this.analysis)
			.orElseGet(() -> mostTelling() + (traceFollows ? "" : " (Add --verbose for the trace.)"));
		return Secrets.mask(oneLine(sentence));
	}

	private boolean isOfBean() {
		return this.causes.stream().anyMatch(BeanCreationException.class::isInstance);
	}

	private Optional<MigrationException> ours() {
		return this.causes.stream()
			.filter(MigrationException.class::isInstance)
			.map(MigrationException.class::cast)
			.filter((cause) -> StringUtils.hasText(cause.getMessage()))
			.findFirst();
	}

	private Optional<String> analysed() {
		for (FailureAnalyzer analyzer : analyzers()) {
			FailureAnalysis analysis = analyze(analyzer);
			if (analysis != null && StringUtils.hasText(analysis.getDescription())) {
				String action = analysis.getAction();
				return Optional.of(sentence(analysis.getDescription())
						+ (StringUtils.hasText(action) ? " " + sentence(action) : ""));
			}
		}
		return Optional.empty();
	}

	private @Nullable FailureAnalysis analyze(FailureAnalyzer analyzer) {
		try {
			return analyzer.analyze(this.failure);
		}
		catch (RuntimeException | LinkageError ex) {
			return null;
		}
	}

	private List<FailureAnalyzer> analyzers() {
		ArgumentResolver arguments = ArgumentResolver.none();
		if (this.context != null) {
			arguments = ArgumentResolver.of(BeanFactory.class, this.context.getBeanFactory())
				.and(Environment.class, this.context.getEnvironment());
		}
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, (type, name, failure) -> {
			});
	}

	private String mostTelling() {
		List<String> messages = new ArrayList<>();
		List<String> messagesOfDatabase = List.of();
		for (Throwable cause : this.causes) {
			if (StringUtils.hasText(cause.getMessage())) {
				messages.add(cause.getMessage());
				if (cause instanceof SQLException) {
					messagesOfDatabase = List.copyOf(messages);
				}
			}
		}
		if (!messagesOfDatabase.isEmpty()) {
			// The message of a driver is written for users, those of its causes are not
			messages = new ArrayList<>(messagesOfDatabase);
		}
		if (messages.isEmpty()) {
			return this.failure.getClass().getName() + ".";
		}
		Collections.reverse(messages);
		String last = messages.get(0);
		if (messages.size() > 1 && last.split("\\s+").length < WORDS_THAT_SAY_ENOUGH) {
			String before = messages.get(1);
			last = before.contains(last) ? before : before + ": " + last;
		}
		return sentence(last);
	}

	private static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		Throwable cause = failure;
		while (cause != null && !causes.contains(cause)) {
			causes.add(cause);
			cause = cause.getCause();
		}
		return causes;
	}

	private static String sentence(String text) {
		String stripped = oneLine(text);
		return stripped.matches(".*[.!?)]") ? stripped : stripped + ".";
	}

	private static String oneLine(String text) {
		return CLASS_NAMES.matcher(Objects.toString(text, "")).replaceAll("").replaceAll("\\s+", " ").strip();
	}

}
