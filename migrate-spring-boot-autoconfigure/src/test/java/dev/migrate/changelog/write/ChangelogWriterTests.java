package dev.migrate.changelog.write;

import java.util.List;
import java.util.Map;

import dev.migrate.ChangelogFormat;
import dev.migrate.MigrationFailedException;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Step;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.SampleChanges;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChangelogWriter}.
 */
class ChangelogWriterTests {

	private final SampleChanges samples = new SampleChanges(TestProduct.POSTGRESQL);

	@Test
	void yamlIsRendered() {
		assertThat(write(ChangelogFormat.YAML)).isEqualTo(
				"""
						# Create product
						databaseChangeLog:
						  - property:
						      name: migrate.parent
						      value: base
						      global: false
						  - preConditions:
						      - onFail: HALT
						      - onFailMessage: This file was generated for postgresql; generate one for this database.
						      - dbms:
						          type: postgresql
						  - changeSet:
						      id: '20261122120000.1'
						      author: jane
						      logicalFilePath: db/changelog/versions/20261122120000_create_product.yaml
						      created: table product (id, name), check product.product_name_check; risk safe
						      comment: create table product
						      changes:
						        - createTable:
						            tableName: product
						            columns:
						              - column:
						                  name: id
						                  type: bigint
						                  autoIncrement: true
						                  constraints:
						                    nullable: false
						                    primaryKey: true
						                    primaryKeyName: product_pkey
						              - column:
						                  name: name
						                  type: varchar(255)
						        - sql:
						            splitStatements: false
						            sql: alter table product add constraint product_name_check check (name <> '')
						      rollback:
						        - sql:
						            splitStatements: false
						            sql: alter table product drop constraint product_name_check
						        - dropTable:
						            tableName: product
						  - changeSet:
						      id: '20261122120000.2'
						      author: jane
						      logicalFilePath: db/changelog/versions/20261122120000_create_product.yaml
						      created: drops column product.price; risk loses data, breaks the running version
						      comment: 'drop column product.price; loses data: the values of product.price are gone; breaks the running version: a version that still uses product.price fails'
						      changes:
						        - dropColumn:
						            tableName: product
						            columnName: price
						      rollback:
						        - addColumn:
						            tableName: product
						            columns:
						              - column:
						                  name: price
						                  type: numeric(38,2)
						""");
	}

	@Test
	void xmlIsRenderedIndented() {
		assertThat(write(ChangelogFormat.XML)).isEqualTo(
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<!-- Create product -->
						<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
						    <property name="migrate.parent" value="base" global="false"/>
						    <preConditions onFail="HALT" onFailMessage="This file was generated for postgresql; generate one for this database.">
						        <dbms type="postgresql"/>
						    </preConditions>
						    <changeSet id="20261122120000.1" author="jane" logicalFilePath="db/changelog/versions/20261122120000_create_product.yaml" created="table product (id, name), check product.product_name_check; risk safe">
						        <comment>create table product</comment>
						        <createTable tableName="product">
						            <column name="id" type="bigint" autoIncrement="true">
						                <constraints nullable="false" primaryKey="true" primaryKeyName="product_pkey"/>
						            </column>
						            <column name="name" type="varchar(255)"/>
						        </createTable>
						        <sql splitStatements="false"><![CDATA[alter table product add constraint product_name_check check (name <> '')]]></sql>
						        <rollback>
						            <sql splitStatements="false">alter table product drop constraint product_name_check</sql>
						            <dropTable tableName="product"/>
						        </rollback>
						    </changeSet>
						    <changeSet id="20261122120000.2" author="jane" logicalFilePath="db/changelog/versions/20261122120000_create_product.yaml" created="drops column product.price; risk loses data, breaks the running version">
						        <comment>drop column product.price; loses data: the values of product.price are gone; breaks the running version: a version that still uses product.price fails</comment>
						        <dropColumn tableName="product" columnName="price"/>
						        <rollback>
						            <addColumn tableName="product">
						                <column name="price" type="numeric(38,2)"/>
						            </addColumn>
						        </rollback>
						    </changeSet>
						</databaseChangeLog>
						""");
	}

	@Test
	void jsonIsRenderedIndented() {
		assertThat(write(ChangelogFormat.JSON)).isEqualTo(
				"""
						{
						  "databaseChangeLog": [
						    {
						      "property": {
						        "name": "migrate.parent",
						        "value": "base",
						        "global": false
						      }
						    },
						    {
						      "preConditions": [
						        {
						          "onFail": "HALT"
						        },
						        {
						          "onFailMessage": "This file was generated for postgresql; generate one for this database."
						        },
						        {
						          "dbms": {
						            "type": "postgresql"
						          }
						        }
						      ]
						    },
						    {
						      "changeSet": {
						        "id": "20261122120000.1",
						        "author": "jane",
						        "logicalFilePath": "db/changelog/versions/20261122120000_create_product.yaml",
						        "created": "table product (id, name), check product.product_name_check; risk safe",
						        "comment": "create table product",
						        "changes": [
						          {
						            "createTable": {
						              "tableName": "product",
						              "columns": [
						                {
						                  "column": {
						                    "name": "id",
						                    "type": "bigint",
						                    "autoIncrement": true,
						                    "constraints": {
						                      "nullable": false,
						                      "primaryKey": true,
						                      "primaryKeyName": "product_pkey"
						                    }
						                  }
						                },
						                {
						                  "column": {
						                    "name": "name",
						                    "type": "varchar(255)"
						                  }
						                }
						              ]
						            }
						          },
						          {
						            "sql": {
						              "splitStatements": false,
						              "sql": "alter table product add constraint product_name_check check (name <> '')"
						            }
						          }
						        ],
						        "rollback": [
						          {
						            "sql": {
						              "splitStatements": false,
						              "sql": "alter table product drop constraint product_name_check"
						            }
						          },
						          {
						            "dropTable": {
						              "tableName": "product"
						            }
						          }
						        ]
						      }
						    },
						    {
						      "changeSet": {
						        "id": "20261122120000.2",
						        "author": "jane",
						        "logicalFilePath": "db/changelog/versions/20261122120000_create_product.yaml",
						        "created": "drops column product.price; risk loses data, breaks the running version",
						        "comment": "drop column product.price; loses data: the values of product.price are gone; breaks the running version: a version that still uses product.price fails",
						        "changes": [
						          {
						            "dropColumn": {
						              "tableName": "product",
						              "columnName": "price"
						            }
						          }
						        ],
						        "rollback": [
						          {
						            "addColumn": {
						              "tableName": "product",
						              "columns": [
						                {
						                  "column": {
						                    "name": "price",
						                    "type": "numeric(38,2)"
						                  }
						                }
						              ]
						            }
						          }
						        ]
						      }
						    }
						  ]
						}
						""");
	}

	@Test
	void formattedSqlIsRendered() {
		assertThat(write(ChangelogFormat.SQL)).isEqualTo(
				"""
						--liquibase formatted sql
						-- Create product
						--property name:migrate.parent value:base global:false

						--changeset jane:20261122120000.1 splitStatements:false rollbackSplitStatements:false stripComments:false logicalFilePath:db/changelog/versions/20261122120000_create_product.yaml created:table product (id, name), check product.product_name_check; risk safe
						--preconditions onFail:HALT onError:HALT onFailMessage:"This file was generated for postgresql; generate one for this database."
						--precondition-sql-check expectedResult:1 select count(*) from pg_catalog.pg_am where amname = 'gin'
						--comment: create table product
						create table product (
						    id bigint generated by default as identity not null,
						    name varchar(255),
						    constraint product_pkey primary key (id)
						);
						alter table product add constraint product_name_check check (name <> '');
						--rollback alter table product drop constraint product_name_check;
						--rollback drop table product;

						--changeset jane:20261122120000.2 splitStatements:false rollbackSplitStatements:false stripComments:false logicalFilePath:db/changelog/versions/20261122120000_create_product.yaml created:drops column product.price; risk loses data, breaks the running version
						--comment: drop column product.price; loses data: the values of product.price are gone; breaks the running version: a version that still uses product.price fails
						alter table product drop column price;
						--rollback alter table product add column price numeric(38,2);
						""");
	}

	@ParameterizedTest
	@EnumSource
	void sameChangesGiveTheSameBytes(ChangelogFormat format) {
		assertThat(write(format)).isEqualTo(write(format)).doesNotContain("\r").endsWith("\n");
	}

	@ParameterizedTest
	@EnumSource
	void revisionWithoutChangesRecordsItsParent(ChangelogFormat format) {
		String text = new ChangelogWriter(SampleChanges.dialect(TestProduct.H2)).write(
				new NewRevision("20261122120000", "by hand", "jane", List.of("1", "2"), "db/x"), Changes.of(List.of()),
				format);
		assertThat(text).contains("migrate.parent").contains("1,2");
	}

	@ParameterizedTest
	@EnumSource
	void sqlThatLooksLikeAParameterIsKept(ChangelogFormat format) {
		Change change = new AlterTableComment(this.samples.tutorialTable().name(), "", "costs ${price}");
		assertThat(new ChangelogWriter(SampleChanges.dialect(TestProduct.POSTGRESQL)).write(revision(),
				Changes.of(List.of(change)), format))
			.contains((format == ChangelogFormat.JSON) ? "U&'costs \\\\0024{price}'" : "U&'costs \\0024{price}'")
			.doesNotContain("${price}");
	}

	@Test
	void marksAreReadFromFormattedSql() {
		assertThat(SqlFormat.marks(write(ChangelogFormat.SQL).lines())).containsExactlyInAnyOrderEntriesOf(
				Map.of("20261122120000.1", "table product (id, name), check product.product_name_check; risk safe",
						"20261122120000.2", "drops column product.price; risk loses data, breaks the running version"));
	}

	@Test
	void yamlReplacesFormattedSqlWhereStatementsAreSentOneByOne() {
		Changes changes = Changes.of(List.of(new AlterSequence(new Sequence(QualifiedName.of("s"), 1, 1),
				new Sequence(QualifiedName.of("s"), 1, 50))));
		Step step = new Step(List.of(new Step.Action(changes.asList(), List.of("a", "b"), List.of())), true);
		RevisionContent content = new RevisionContent(changes, List.of(step), changes, Schema.EMPTY);
		ChangelogWriter mysql = new ChangelogWriter(SampleChanges.dialect(TestProduct.MYSQL));
		assertThat(mysql.formatOf(content, ChangelogFormat.SQL)).isEqualTo(ChangelogFormat.YAML);
		assertThat(mysql.formatOf(content, ChangelogFormat.XML)).isEqualTo(ChangelogFormat.XML);
		ChangelogWriter postgresql = new ChangelogWriter(SampleChanges.dialect(TestProduct.POSTGRESQL));
		assertThat(postgresql.formatOf(content, ChangelogFormat.SQL)).isEqualTo(ChangelogFormat.SQL);
	}

	@ParameterizedTest
	@EnumSource
	void rowsAreCheckedBeforeTheFirstChangesetInEveryFormat(ChangelogFormat format) {
		Table table = this.samples.tutorialTable();
		Changes changes = Changes.of(List.of(Create.of(table.name(), new UniqueKey("uk", List.of("name"))),
				Create.of(table.name(), Column.of("note", "text", true))));
		Dialect dialect = SampleChanges.dialect(TestProduct.POSTGRESQL);
		RevisionContent content = RevisionContent.of(changes, CatalogSchema.of(Schema.EMPTY.withTables(List.of(table))),
				dialect);
		String text = new ChangelogWriter(dialect).write(revision(), content, format);
		int query = text.indexOf("group by name having count(*)");
		assertThat(query).isPositive().isGreaterThan(text.indexOf("20261122120000.1"));
		assertThat(text.indexOf("20261122120000.2")).isGreaterThan(query);
		assertThat(text).contains("Nothing of db/").contains("rows of table product have the same values in name");
	}

	private static RevisionContent content(Changes changes) {
		return RevisionContent.of(changes, CatalogSchema.of(Schema.EMPTY),
				SampleChanges.dialect(TestProduct.POSTGRESQL));
	}

	@Test
	void lineThatIsAFormattedSqlDirectiveIsRejected() {
		Change change = new AlterTableComment(this.samples.tutorialTable().name(), "", "x\n--rollback drop\n");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> new ChangelogWriter(SampleChanges.dialect(TestProduct.POSTGRESQL)).write(revision(),
					Changes.of(List.of(change)), ChangelogFormat.SQL))
			.withMessage("Formatted SQL cannot contain the line \"--rollback drop\"; choose YAML.");
	}

	private String write(ChangelogFormat format) {
		List<Change> changes = List.of(Create.of(this.samples.tutorialTable()),
				Drop.of(this.samples.tutorialTable().name(), this.samples.price()),
				Create.of(this.samples.tutorialTable().name(),
						new Check("product_name_check", new Expression("name <> ''"))));
		return new ChangelogWriter(SampleChanges.dialect(TestProduct.POSTGRESQL)).write(revision(), Changes.of(changes),
				format);
	}

	private static NewRevision revision() {
		return new NewRevision("20261122120000", "Create product", "jane", List.of(),
				"db/changelog/versions/20261122120000_create_product.yaml");
	}

}
