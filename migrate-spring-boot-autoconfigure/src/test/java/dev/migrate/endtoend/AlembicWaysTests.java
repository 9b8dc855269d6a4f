package dev.migrate.endtoend;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.Answers;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DowngradeRequest;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.InitRequest;
import dev.migrate.MigrationListener;
import dev.migrate.Migrations;
import dev.migrate.Placement;
import dev.migrate.RevisionRequest;
import dev.migrate.RevisionView;
import dev.migrate.StampRequest;
import dev.migrate.UpgradeRequest;
import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.change.custom.CustomSqlChange;
import liquibase.change.custom.CustomSqlRollback;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawSqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Alembic features that Spring, Liquibase and the API cover.
 */
class AlembicWaysTests {

	private static final String ID = "20260101000000";

	@TempDir
	private Path folder;

	@Test
	void everyCommandIsMethodOfTheApi() {
		Shop shop = Shop.of(ShopApplication.class, this.folder,
				"spring.datasource.url=jdbc:h2:mem:" + this.folder.getFileName(), "spring.liquibase.enabled=false",
				"spring.jpa.hibernate.ddl-auto=none");
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(ShopApplication.class)
			.web(WebApplicationType.NONE)
			.run(shop.arguments().toArray(String[]::new))) {
			DatabaseMigrations migrations = application.getBean(Migrations.class).database("main");
			assertThat(migrations.init(InitRequest.DEFAULT).written()).isNotEmpty();
			GeneratedView generated = migrations
				.generate(new GenerateRequest("Create the shop", null, null, Answers.NONE, false));
			assertThat(generated.content()).isNotNull();
			String first = String.valueOf(generated.revision());
			assertThat(migrations.history(":")).extracting(RevisionView::id).containsExactly(first);
			assertThat(migrations.check().pending()).containsExactly(first);
			assertThat(migrations.upgradeSql("base:head", null).sql()).containsIgnoringCase("create table");
			assertThat(migrations.ensureVersion().created()).isNotEmpty();
			assertThat(migrations.upgrade(UpgradeRequest.to("head"), MigrationListener.NONE).to())
				.containsExactly(first);
			assertThat(migrations.check().changes()).isEmpty();
			String left = migrations.revision(RevisionRequest.of("left")).revision();
			String right = migrations
				.revision(new RevisionRequest("right", null, null,
						new Placement(List.of(first), true, List.of("right"), null, List.of(), null), false))
				.revision();
			assertThat(migrations.heads()).extracting(RevisionView::id).containsExactly(left, right);
			assertThat(migrations.branches()).singleElement()
				.satisfies((branch) -> assertThat(branch.revision().id()).isEqualTo(first));
			String merge = migrations.merge(RevisionRequest.of("both")).revision();
			assertThat(migrations.show("right")).singleElement()
				.satisfies((revision) -> assertThat(revision.labels()).containsExactly("right"));
			assertThat(migrations.files(merge)).hasSize(1);
			assertThat(migrations.stamp(StampRequest.to("head")).to()).containsExactly(merge);
			assertThat(migrations.status().current()).containsExactly(merge);
			assertThat(migrations.downgrade(DowngradeRequest.to("base"), MigrationListener.NONE).to()).isEmpty();
			assertThat(migrations.status().revisions()).filteredOn((revision) -> revision.state().isPending())
				.hasSize(4);
			migrations.runHooks(shop.versions().get(0), new PrintStream(OutputStream.nullOutputStream()));
		}
	}

	@Test
	void parameterIsSubstitutedInFiles() {
		Shop shop = plain("""
				- sql:
				    sql: create table ${table} (id int)
				""");
		CommandResult result = shop.migrate("upgrade", "--sql", "--spring.liquibase.parameters.table=tenant_a");
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.out()).contains("create table tenant_a (id int)");
	}

	@Test
	void endDelimiterIsConfigurable() {
		Shop shop = plain("""
				- sql:
				    endDelimiter: "\\n/"
				    sql: "create table a (id int)\\n/\\ncreate table b (id int)\\n/"
				""");
		CommandResult result = shop.migrate("upgrade", "--sql");
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.out()).containsPattern("create table a \\(id int\\)\\s*/\\s+create table b \\(id int\\)");
		CommandResult upgrade = shop.migrate("upgrade");
		assertThat(upgrade.exitCode()).as(upgrade.err()).isZero();
	}

	@Test
	void nonTransactionalChangeRunsWithoutTransaction() throws SQLException {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			database.execute("create table product (id int)");
			Shop shop = Shop.of(PlainApplication.class, this.folder, "spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password());
			write(shop, "      runInTransaction: false\n", """
					- sql:
					    sql: create index concurrently product_idx on product (id)
					""");
			CommandResult result = shop.migrate("upgrade");
			assertThat(result.exitCode()).as(result.err()).isZero();
			try (Connection connection = database.connect();
					ResultSet indexes = connection.getMetaData().getIndexInfo(null, null, "product", false, false)) {
				assertThat(indexes.next()).isTrue();
			}
		}
	}

	@Test
	void revisionCanBeJavaClass() {
		Shop shop = plain("""
				- customChange:
				    class: %s
				""".formatted(CreateByHand.class.getName()));
		CommandResult upgrade = shop.migrate("upgrade", "--sql");
		assertThat(upgrade.exitCode()).as(upgrade.err()).isZero();
		assertThat(upgrade.out()).contains("create table by_hand (id int)");
		assertThat(shop.migrate("upgrade").exitCode()).isZero();
		assertThat(shop.migrate("downgrade", "--yes").exitCode()).isZero();
	}

	private Shop plain(String changes) {
		Shop shop = Shop.of(PlainApplication.class, this.folder,
				"spring.datasource.url=jdbc:h2:file:" + this.folder.resolve("data"));
		write(shop, "", changes);
		return shop;
	}

	private static void write(Shop shop, String attributes, String changes) {
		assertThat(shop.migrate("init").exitCode()).isZero();
		shop.write("db/versions/" + ID + "_by_hand.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "%s.1"
				      author: ann
				%s      changes:
				%s""".formatted(ID, attributes, changes.indent(8)));
	}

	/**
	 * A change in Java.
	 */
	public static final class CreateByHand implements CustomSqlChange, CustomSqlRollback {

		@Override
		public SqlStatement[] generateStatements(Database database) {
			return new SqlStatement[] { new RawSqlStatement("create table by_hand (id int)") };
		}

		@Override
		public SqlStatement[] generateRollbackStatements(Database database) {
			return new SqlStatement[] { new RawSqlStatement("drop table by_hand") };
		}

		@Override
		public String getConfirmationMessage() {
			return "Made by hand";
		}

		@Override
		public void setUp() {
		}

		@Override
		public void setFileOpener(ResourceAccessor resourceAccessor) {
		}

		@Override
		public ValidationErrors validate(Database database) {
			return new ValidationErrors();
		}

	}

}
