package dev.migrate.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the project logs during a test, whatever an application that was started before,
 * or that the test starts, has configured: an application that ends leaves its levels
 * behind, and one that starts removes all appenders.
 */
public final class LogMessages implements BeforeEachCallback, AfterEachCallback {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Level level;

	private final Recorder recorder = new Recorder();

	private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

	private Level levelBefore;

	private String systemBefore;

	private LogMessages(Level level) {
		this.level = level;
	}

	/**
	 * Record messages.
	 * @param level the lowest level of the messages
	 * @return an extension to register
	 */
	public static LogMessages from(Level level) {
		return new LogMessages(level);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.systemBefore = System.getProperty(LoggingSystem.SYSTEM_PROPERTY);
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		this.levelBefore = logger().getLevel();
		logger().setLevel(this.level);
		this.recorder.start();
		logger().addAppender(this.recorder);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		logger().detachAppender(this.recorder);
		logger().setLevel(this.levelBefore);
		if (this.systemBefore != null) {
			System.setProperty(LoggingSystem.SYSTEM_PROPERTY, this.systemBefore);
		}
		else {
			System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
		}
	}

	private Logger logger() {
		return this.loggers.getLogger("dev.migrate");
	}

	/**
	 * Return the messages so far, each with the stack trace that was logged with it.
	 * @return the messages in their order
	 */
	public List<String> all() {
		return this.recorder.messages;
	}

	/**
	 * Return how many messages contain a text.
	 * @param text the text
	 * @return the number
	 */
	public long count(String text) {
		return all().stream().filter((message) -> message.contains(text)).count();
	}

	/**
	 * Wait until a run that is still under way has logged a text.
	 * @param run the run
	 * @param text the text
	 * @param times how many messages contain it at least
	 */
	public void await(CompletableFuture<?> run, String text, int times) {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
			boolean logged = count(text) >= times;
			if (!logged) {
				assertThat(run).as(this::toString).isNotDone();
			}
			return logged;
		});
	}

	@Override
	public String toString() {
		return all().stream().collect(Collectors.joining("\n"));
	}

	/**
	 * Keeps the messages as texts, since their arguments may change.
	 */
	private static final class Recorder extends AppenderBase<ILoggingEvent> {

		private final List<String> messages = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.messages.add(event.getFormattedMessage() + ((event.getThrowableProxy() != null)
					? "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()) : ""));
		}

	}

}
