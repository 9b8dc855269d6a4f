package dev.migrate.authoring.adoption;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.AdoptRequest;
import dev.migrate.BaselineView;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.MigrationFailedException;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.comparison.CatalogFacts;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.service.DefaultDatabaseMigrations;
import dev.migrate.service.Preparation;
import dev.migrate.testing.Capability;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.ProductsWith;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import dev.migrate.testing.TestScratch;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.integration.spring.Customizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Adoption}.
 */
class AdoptionTests {

	private static final String[] TABLES = {
			"create table customer (id integer not null primary key, name varchar(40) not null unique)",
			"create table orders (id integer not null primary key, customer_id integer, note varchar(9) default 'n',"
					+ " foreign key (customer_id) references customer (id))",
			"create index orders_note on orders (note)" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ProductsWith(Capability.SCRATCH_DATABASES)
	void databaseIsAdopted(TestProduct product) {
		try (TestDatabase database = product.create(); TestDatabase fresh = product.create()) {
			database.execute(TABLES);
			DatabaseMigrations migrations = migrations(database, null);
			BaselineView baseline = migrations.adopt(AdoptRequest.DEFAULT).baseline();
			assertThat(baseline).isNotNull();
			assertThat(baseline.tables()).isEqualTo(2);
			assertThat(migrations.status().current()).containsExactly(baseline.revision());
			assertThat(migrations.check().agrees()).isTrue();
			migrations(fresh, null).upgrade("head");
			assertThat(Oracle.of(fresh)).isEqualTo(Oracle.of(database)).isNotEmpty();
			if (product == TestProduct.MYSQL || product == TestProduct.MARIADB) {
				database.execute("drop database " + database.url().replaceAll(".*/|\\?.*", "") + "_migrate_scratch");
			}
		}
	}

	@Test
	void baselineThatBuildsDifferentSchemaIsNotWritten() {
		try (TestDatabase database = TestDatabases.h2()) {
			database.execute(TABLES);
			DatabaseMigrations migrations = migrations(database, (liquibase) -> {
				try {
					((JdbcConnection) liquibase.getDatabase().getConnection()).getUnderlyingConnection()
						.createStatement()
						.execute("create table more (id integer)");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> migrations.adopt(AdoptRequest.DEFAULT))
				.withMessageContainingAll("would not create the schema", "to create table MORE",
						"not to drop table MORE", "column MORE.ID INTEGER(32, 0)", "Nothing was written");
			assertThat(this.folder.resolve("db")).doesNotExist();
			assertThat(Oracle.of(database)).noneMatch((line) -> line.contains("DATABASECHANGELOG"));
		}
	}

	@Test
	void driverMetadataDistinguishesSchemas() throws SQLException {
		List<String> changes = List.of("alter table orders alter column note set data type varchar(10)",
				"alter table orders alter column note set default 'm'",
				"alter table orders alter column note set not null", "alter table customer drop primary key cascade",
				"drop index orders_note", "create unique index more on orders (customer_id, note)",
				"alter table orders add foreign key (id) references customer (id) on delete cascade");
		for (String change : changes) {
			try (TestDatabase one = TestDatabases.h2(); TestDatabase other = TestDatabases.h2()) {
				one.execute(TABLES);
				other.execute(TABLES);
				assertThat(facts(other)).isEqualTo(facts(one)).hasSizeGreaterThan(8);
				if (change.contains("drop primary key")) {
					other.execute("alter table orders drop constraint if exists " + foreignKey(other));
					change = change.replace(" cascade", "");
				}
				other.execute(change);
				assertThat(facts(other)).as(change).isNotEqualTo(facts(one));
			}
		}
	}

	private static String foreignKey(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect();
				var rows = connection.getMetaData().getImportedKeys(null, "PUBLIC", "ORDERS")) {
			rows.next();
			return rows.getString("FK_NAME");
		}
	}

	private static Set<String> facts(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			return CatalogFacts.of(connection, SchemaScope.of("PUBLIC", List.of()), List.of("CUSTOMER", "ORDERS"));
		}
	}

	private DatabaseMigrations migrations(TestDatabase database, Customizer<Liquibase> customizer) {
		MigrationTarget target = MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.customizer(customizer)
			.build();
		return new DefaultDatabaseMigrations(
				new ManagedDatabase(target, new RunLog(), Optional::empty, this.folder, ChangelogFormat.YAML, "ada")
					.withScratch(TestScratch.of(database)),
				Preparation.NONE);
	}

}
