package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.Answers;
import dev.migrate.ChangelogFormat;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for an application with an existing changelog: several formats, ids that are
 * reused in each file, contexts, and changesets that run repeatedly.
 */
class OlderChangelogTests {

	private static final String MASTER = "classpath:db/changelog/db.changelog-master.xml";

	private static final String TABLES = "db/changelog/old/tables.xml";

	private static final String VIEWS = "db/changelog/old/views.sql";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void existingChangelogIsShownAndUpgraded(TestProduct product) {
		try (EvolvingApplication shop = older(product)) {
			List<String> ids = List.of(TABLES + "::1::old", "orders", "test-data",
					"db/changelog/old/more/a.xml::1::old", "db/changelog/old/more/b.yaml::1::old", VIEWS + "::1::old",
					"views", "2", "refresh");
			assertThat(shop.history()).extracting(RevisionView::id).containsExactlyElementsOf(ids);
			StatusView before = shop.status();
			assertThat(before.revisions()).filteredOn((revision) -> revision.state().isPending()).hasSize(8);
			assertThat(before.current()).isEmpty();
			assertThat(before.heads()).containsExactly("2");
			assertThat(before.revisions()).filteredOn((revision) -> revision.id().equals("test-data"))
				.extracting(RevisionView::state)
				.containsExactly(RevisionState.LEFT_OUT);
			assertThat(shop.upgrade("head").revisions()).hasSize(8);
			StatusView after = shop.status();
			assertThat(after.revisions()).noneMatch((revision) -> revision.state().isPending());
			assertThat(after.current()).isEqualTo(after.heads());
			assertThat(shop.upgrade("head").revisions()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsDropped(TestProduct product) {
		try (EvolvingApplication shop = older(product)) {
			shop.upgrade("head");
			List<String> before = shop.oracle();
			GeneratedView same = shop.map(Customer.class, Order.class).generate("nothing");
			assertThat(EvolvingApplication.changes(same.changes())).isEmpty();
			assertThat(EvolvingApplication.left(same.leftAlone())).containsExactlyInAnyOrder("drop table coupon",
					"drop table gift", "drop column customer.fax", "drop foreign key orders (customer_id) to customer",
					"drop index customer_fax_idx on customer (fax)");
			assertThat(EvolvingApplication.left(shop.map().generate("none").leftAlone()))
				.contains("drop table customer", "drop table orders");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EnumSource
	void generatedRevisionsContinueExistingChangelog(TestProduct product) {
		try (EvolvingApplication shop = older(product)) {
			shop.upgrade("head");
			shop.init();
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(CustomerWithPhone.class, Order.class).release("add phone");
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly("add column customer.phone");
			assertThat(shop.history()).last().satisfies((revision) -> {
				assertThat(revision.id()).isEqualTo(generated.revision());
				assertThat(revision.parents()).containsExactly("2");
			});
			assertThat(shop.status().current()).containsExactly(generated.revision());
			shop.files().write("db/changelog/old/more/c.yaml", table("again", "2"));
			assertThat(shop.check().pending()).containsExactly("db/changelog/old/more/c.yaml::2::old");
			assertThat(shop.history()).last().extracting(RevisionView::parents).isEqualTo(List.of(VIEWS + "::2::old"));
			assertThat(shop.downgrade("-1").revisions()).extracting(RevisionView::id)
				.containsExactly(generated.revision());
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EnumSource
	void parentIsUnchangedWhenItsIdIsReused(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder)) {
			shop.files().write("db/changelog/one.yaml", table("one", "1"));
			master(shop, "one.yaml", "versions/");
			shop.upgrade("head");
			GeneratedView generated = shop.map(Customer.class).release("add customer");
			assertThat(shop.history()).last().extracting(RevisionView::parents).isEqualTo(List.of("1"));
			shop.files().write("db/changelog/two.yaml", table("two", "1"));
			master(shop, "one.yaml", "versions/", "two.yaml");
			assertThat(shop.history()).extracting(RevisionView::id)
				.containsExactly("db/changelog/one.yaml::1::old", generated.revision(),
						"db/changelog/two.yaml::1::old");
			assertThat(shop.history().get(1).parents()).containsExactly("db/changelog/one.yaml::1::old");
			shop.upgrade("head");
			assertThat(shop.check().pending()).isEmpty();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> shop.downgrade("1"))
				.withMessageContaining("matches 2 revisions")
				.withMessageContaining("db/changelog/two.yaml::1::old");
			shop.downgrade("db/changelog/one.yaml::1::old");
			assertThat(shop.status().current()).containsExactly("db/changelog/one.yaml::1::old");
		}
	}

	@ParameterizedTest
	@EnumSource
	void parentCanHaveAnyIdInEveryFormat(ChangelogFormat format) {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.H2, this.folder)) {
			String id = "add one, and \\u00e4 blank: it's $1 #2";
			shop.files().write("db/changelog/one.yaml", table("one", '"' + id + '"'));
			master(shop, "one.yaml", "versions/");
			shop.upgrade("head");
			GeneratedView generated = shop.map(Customer.class)
				.migrations()
				.generate(new GenerateRequest("add customer", null, format, Answers.NONE, false));
			assertThat(generated.file()).hasExtension(format.extension());
			shop.upgrade("head");
			assertThat(shop.history()).last().satisfies((revision) -> {
				assertThat(revision.id()).isEqualTo(generated.revision());
				assertThat(revision.parents()).containsExactly(id.replace("\\u00e4", "\u00e4"));
			});
			assertThat(shop.check().agrees()).isTrue();
			assertThat(shop.downgrade("-1").revisions()).extracting(RevisionView::id)
				.containsExactly(generated.revision());
		}
	}

	private EvolvingApplication older(TestProduct product) {
		EvolvingApplication shop = new EvolvingApplication(product, this.folder, MASTER, "prod");
		shop.files().write("db/changelog/db.changelog-master.xml", xml("""
				<include file="old/tables.xml" relativeToChangelogFile="true"/>
				<includeAll path="old/more/" relativeToChangelogFile="true"/>
				<include file="old/views.sql" relativeToChangelogFile="true"/>
				<include file="old/refresh.yaml" relativeToChangelogFile="true"/>
				""")).write(TABLES, xml("""
				<changeSet id="1" author="old">
					<createTable tableName="customer">
						<column name="id" type="bigint"><constraints primaryKey="true" nullable="false"/></column>
						<column name="name" type="varchar(255)"/>
						<column name="fax" type="varchar(20)"/>
					</createTable>
				</changeSet>
				<changeSet id="orders" author="old">
					<createTable tableName="orders">
						<column name="id" type="bigint"><constraints primaryKey="true" nullable="false"/></column>
						<column name="customer_id" type="bigint">
							<constraints foreignKeyName="orders_customer_fk" references="customer(id)"/>
						</column>
					</createTable>
				</changeSet>
				<changeSet id="test-data" author="old" context="test">
					<createTable tableName="test_only"><column name="id" type="bigint"/></createTable>
				</changeSet>
				""")).write("db/changelog/old/more/a.xml", xml("""
				<changeSet id="1" author="old">
					<createTable tableName="coupon"><column name="id" type="bigint"/></createTable>
				</changeSet>
				""")).write("db/changelog/old/more/b.yaml", table("gift", "1")).write(VIEWS, """
				--liquibase formatted sql
				--changeset old:1
				create index customer_fax_idx on customer (fax);
				--rollback drop index customer_fax_idx;
				--changeset old:views runOnChange:true
				drop view if exists names;
				create view names as select name from customer;
				--changeset old:2
				insert into customer (id, name) values (1, 'Ada');
				--rollback delete from customer where id = 1;
				""").write("db/changelog/old/refresh.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: refresh
				      author: old
				      runAlways: true
				      changes:
				        - sql:
				            sql: update customer set name = 'Ada L.' where id = 1
				""");
		return shop;
	}

	private static void master(EvolvingApplication shop, String... files) {
		StringBuilder text = new StringBuilder("databaseChangeLog:\n");
		for (String file : files) {
			text.append(file.endsWith("/") ? """
					  - includeAll:
					      path: %s
					      relativeToChangelogFile: true
					      errorIfMissingOrEmpty: false
					""".formatted(file) : """
					  - include:
					      file: %s
					      relativeToChangelogFile: true
					""".formatted(file));
		}
		shop.files().write("db/changelog/db.changelog-master.yaml", text.toString());
	}

	private static String table(String name, String id) {
		return """
				databaseChangeLog:
				  - changeSet:
				      id: %s
				      author: old
				      changes:
				        - createTable:
				            tableName: %s
				            columns:
				              - column:
				                  name: id
				                  type: bigint
				""".formatted(id, name);
	}

	private static String xml(String content) {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
					xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
					xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
						http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
				%s</databaseChangeLog>
				""".formatted(content);
	}

	@Entity(name = "Customer")
	@Table(name = "customer")
	static class Customer {

		@Id
		Long id;

		String name;

	}

	@Entity(name = "Customer")
	@Table(name = "customer")
	static class CustomerWithPhone {

		@Id
		Long id;

		String name;

		String phone;

	}

	@Entity(name = "Order")
	@Table(name = "orders")
	static class Order {

		@Id
		Long id;

		@Column(name = "customer_id")
		Long customerId;

	}

}
