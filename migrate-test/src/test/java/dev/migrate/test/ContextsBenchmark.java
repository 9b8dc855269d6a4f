package dev.migrate.test;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.sun.management.OperatingSystemMXBean;
import dev.migrate.test.shop.ShopApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.test.context.ContextCustomizer;

/**
 * Measures what the migrations of 50 contexts cost with and without {@link MigrateOnce}.
 * It is run by {@code benchmarks/contexts}, and is no test.
 */
class ContextsBenchmark {

	private static final int CONTEXTS = 50;

	private static final int REVISIONS = 300;

	private static final int WARM_UP = 10;

	private final PrintStream out = System.out;

	@TempDir
	private Path folder;

	@Test
	void measure() throws Exception {
		writeRevisions();
		this.out.printf("| what | seconds | CPU seconds |%n|---|---|---|%n");
		measure("H2", () -> "jdbc:h2:mem:" + UUID.randomUUID(), () -> "jdbc:h2:mem:" + UUID.randomUUID());
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			String shared = create(postgres);
			measure("PostgreSQL", () -> create(postgres), () -> shared);
		}
	}

	private void measure(String product, Database own, Database copied) throws Exception {
		ContextCustomizer once = new MigrateOnceCustomizerFactory().createContextCustomizer(Annotated.class, List.of());
		ContextCustomizer never = (context, configuration) -> context.getBeanFactory()
			.addBeanPostProcessor(new KeepFromRunning());
		ContextCustomizer boot = (context, configuration) -> {
		};
		Sum none = new Sum(product + ", no migrations");
		Sum each = new Sum(product + ", migrations in each context");
		Sum copies = new Sum(product + ", `@MigrateOnce`");
		for (int i = 0; i < WARM_UP; i++) {
			for (ContextCustomizer customizer : List.of(never, boot, once)) {
				start(own.url(), customizer, "warm-up");
			}
		}
		// In turns, so that the JVM is equally warm for all of them.
		for (int i = 0; i < CONTEXTS; i++) {
			none.add(start(own.url(), never, "measured"));
			each.add(start(own.url(), boot, "measured"));
			copies.add(start(copied.url(), once, "measured"));
		}
		none.print();
		each.print();
		copies.print();
		this.out.printf(Locale.ROOT, "%s: migrations %.1f s and %.1f s, ratio %.1f; whole contexts, ratio %.1f%n",
				product, each.seconds - none.seconds, copies.seconds - none.seconds,
				(each.seconds - none.seconds) / (copies.seconds - none.seconds), each.seconds / copies.seconds);
	}

	private long[] start(String url, ContextCustomizer customizer, String parameter) throws IOException {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		ClassLoader resources = new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
				getClass().getClassLoader());
		long start = System.nanoTime();
		long cpu = system.getProcessCpuTime();
		new SpringApplicationBuilder(new DefaultResourceLoader(resources), ShopApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.url=" + url,
					"spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
					"spring.liquibase.change-log=classpath:benchmark/changelog.yaml",
					"spring.liquibase.parameters.benchmark=" + parameter, "spring.jpa.hibernate.ddl-auto=none",
					"spring.main.banner-mode=off", "logging.level.root=error")
			.initializers((context) -> customizer.customizeContext(context, null))
			.run()
			.close();
		return new long[] { System.nanoTime() - start, system.getProcessCpuTime() - cpu };
	}

	private void writeRevisions() throws IOException {
		Path directory = this.folder.resolve("benchmark");
		Files.createDirectories(directory.resolve("versions"));
		Files.writeString(directory.resolve("changelog.yaml"), """
				databaseChangeLog:
				- includeAll:
				    path: versions/
				    relativeToChangelogFile: true
				""");
		for (int i = 0; i < REVISIONS; i++) {
			int table = i / 3;
			String sql = switch (i % 3) {
				case 0 -> "create table thing_%d (id bigint not null primary key, name varchar(60) not null)";
				case 1 -> "alter table thing_%d add column price numeric(10, 2)";
				default -> "create index thing_%1$d_name on thing_%1$d (name)";
			};
			Files.writeString(directory.resolve("versions/%d_thing.sql".formatted(20260101000000L + i)), """
					-- liquibase formatted sql
					-- changeset benchmark:%d
					%s;
					-- rollback empty
					""".formatted(i, sql.formatted(table)));
		}
	}

	private static String create(EmbeddedPostgres postgres) throws SQLException {
		String name = "shop_" + UUID.randomUUID().toString().substring(0, 8);
		try (Connection connection = postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
	}

	/**
	 * What the contexts of one kind have cost.
	 */
	private final class Sum {

		private final String what;

		private double seconds;

		private double cpuSeconds;

		Sum(String what) {
			this.what = what;
		}

		void add(long[] nanos) {
			this.seconds += nanos[0] / 1e9;
			this.cpuSeconds += nanos[1] / 1e9;
		}

		void print() {
			ContextsBenchmark.this.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", this.what, this.seconds,
					this.cpuSeconds);
		}

	}

	/**
	 * A database that is there.
	 */
	private interface Database {

		String url() throws SQLException;

	}

	/**
	 * Has everything of Liquibase in a context but its run.
	 */
	private static final class KeepFromRunning implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof SpringLiquibase liquibase) {
				liquibase.setShouldRun(false);
			}
			return bean;
		}

	}

	@MigrateOnce
	private static final class Annotated {

	}

}
