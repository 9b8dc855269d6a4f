package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.Answers;
import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.InitRequest;
import dev.migrate.MovedView;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.entity.EntitySchemas;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;
import dev.migrate.service.DefaultDatabaseMigrations;
import dev.migrate.service.Preparation;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An application whose entities change between releases, with one database and the real
 * API.
 */
final class EvolvingApplication implements AutoCloseable {

	/**
	 * The desired schema of a release is the same on each database of a product, and is
	 * read once.
	 */
	private static final Map<Mapping, Schema> MAPPED = new ConcurrentHashMap<>();

	private final TestDatabase database;

	private final ChangelogFolder files;

	private final DatabaseMigrations migrations;

	private Schema entities = Schema.EMPTY;

	EvolvingApplication(TestProduct product, Path folder) {
		this(product, folder, ChangelogFolder.MASTER, null);
	}

	EvolvingApplication(TestProduct product, Path folder, String master, String contexts) {
		this(product.create(), folder, master, contexts);
	}

	private EvolvingApplication(TestDatabase database, Path folder, String master, String contexts) {
		this.database = database;
		this.files = new ChangelogFolder(folder);
		MigrationTarget target = MigrationTarget
			.builder("main", this.database.dataSource(), master, this.files.loader())
			.contexts(contexts)
			.build();
		this.migrations = new DefaultDatabaseMigrations(new ManagedDatabase(target, new RunLog(),
				() -> Optional.of(this.entities), folder, ChangelogFormat.YAML, "ada"), Preparation.NONE);
	}

	/**
	 * Return the same application and database with other contexts.
	 * @param contexts the contexts
	 * @return the application, which is not to be closed
	 */
	EvolvingApplication inContexts(String contexts) {
		return new EvolvingApplication(this.database, this.files.root(), ChangelogFolder.MASTER, contexts);
	}

	/**
	 * Return the same application and database with another user.
	 * @param username the name of the user, who has no password
	 * @return the application, which is not to be closed
	 */
	EvolvingApplication as(String username) {
		TestDatabase same = new TestDatabase(this.database.product(), this.database.url(), username, "",
				new DriverManagerDataSource(this.database.url(), username, ""), () -> {
				});
		return new EvolvingApplication(same, this.files.root(), ChangelogFolder.MASTER, null);
	}

	EvolvingApplication init() {
		this.migrations.init(InitRequest.DEFAULT);
		return this;
	}

	/**
	 * Set the mapped entities.
	 * @param classes the entities
	 * @return this application
	 */
	EvolvingApplication map(Class<?>... classes) {
		this.entities = MAPPED.computeIfAbsent(new Mapping(this.database.product(), List.of(classes)), this::read);
		return this;
	}

	private Schema read(Mapping mapping) {
		MetadataSources sources = new MetadataSources(new StandardServiceRegistryBuilder()
			.applySettings(Map.of("jakarta.persistence.nonJtaDataSource", this.database.dataSource(),
					"hibernate.hbm2ddl.auto", "none", "hibernate.physical_naming_strategy",
					"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl"))
			.build());
		mapping.classes().forEach(sources::addAnnotatedClass);
		try (SessionFactory factory = sources.buildMetadata().buildSessionFactory()) {
			return EntitySchemas.of(factory);
		}
	}

	/**
	 * Generate a revision and apply it.
	 * @param message the message of the revision
	 * @return the generated revision
	 */
	GeneratedView release(String message) {
		GeneratedView generated = generate(message);
		upgrade("head");
		return generated;
	}

	GeneratedView release(String message, Answers answers) {
		GeneratedView generated = generate(message, answers);
		upgrade("head");
		return generated;
	}

	DatabaseMigrations migrations() {
		return this.migrations;
	}

	GeneratedView generate(String message) {
		return generate(message, Answers.NONE);
	}

	GeneratedView generate(String message, Answers answers) {
		return this.migrations.generate(new GenerateRequest(message, null, null, answers, false));
	}

	/**
	 * Write a revision by hand, based on the last one, and apply it.
	 * @param statements the SQL statements
	 * @return this application
	 */
	EvolvingApplication byHand(String... statements) {
		String parent = status().heads().get(0);
		String id = String.valueOf(Long.parseLong(parent) + 1);
		StringBuilder text = new StringBuilder("""
				databaseChangeLog:
				  - property:
				      name: migrate.parent
				      value: "%s"
				      global: false
				""".formatted(parent));
		for (int i = 0; i < statements.length; i++) {
			text.append("""
					  - changeSet:
					      id: "%s.%d"
					      author: bob
					      changes:
					        - sql:
					            sql: %s
					""".formatted(id, i + 1, statements[i]));
		}
		this.files.write("db/changelog/versions/" + id + "_by_hand.yaml", text.toString());
		upgrade("head");
		return this;
	}

	MovedView upgrade(String revision) {
		return this.migrations.upgrade(revision);
	}

	MovedView downgrade(String revision) {
		return this.migrations.downgrade(revision);
	}

	StatusView status() {
		return this.migrations.status();
	}

	List<RevisionView> history() {
		return this.migrations.history(":");
	}

	CheckView check() {
		return this.migrations.check();
	}

	ChangelogFolder files() {
		return this.files;
	}

	TestDatabase database() {
		return this.database;
	}

	/**
	 * Return the product's own description of the database.
	 * @return the lines, without aspects that a round trip may change
	 */
	List<String> oracle() {
		return Oracle.of(this.database, Oracle.Ignore.COLUMN_ORDER, Oracle.Ignore.SEQUENCE_POSITIONS,
				Oracle.Ignore.CONSTRAINT_NAMES);
	}

	static List<String> changes(List<ChangeView> changes) {
		return changes.stream().map((change) -> change.description().toLowerCase(Locale.ROOT)).toList();
	}

	static List<String> left(List<LeftAloneView> leftAlone) {
		return leftAlone.stream().map((left) -> left.description().toLowerCase(Locale.ROOT)).toList();
	}

	@Override
	public void close() {
		this.database.close();
	}

	/**
	 * The entities of a release on a product.
	 *
	 * @param product the product
	 * @param classes the entities
	 */
	private record Mapping(TestProduct product, List<Class<?>> classes) {

	}

}
