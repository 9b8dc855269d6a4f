package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.migrate.changelog.revision.Revision;
import liquibase.changelog.ChangeSet;

/**
 * The differences between several heads.
 *
 * @param heads the ids of the heads
 * @param shared the tables that several branches change, with the ids of the revisions
 * that change them
 * @param unread the ids of the revisions whose tables are not all known
 */
public record Divergence(List<String> heads, Map<String, List<String>> shared, List<String> unread) {

	/**
	 * Compare heads.
	 * @param changelog the changelog
	 * @param heads several of its revisions
	 * @return their differences
	 */
	public static Divergence of(Changelog changelog, List<Revision> heads) {
		Map<Revision, Set<Revision>> histories = new LinkedHashMap<>();
		for (Revision head : heads) {
			Set<Revision> history = new LinkedHashSet<>(changelog.graph().ancestors(head));
			history.add(head);
			histories.put(head, history);
		}
		Map<Revision, TouchedTables> touched = new LinkedHashMap<>();
		Map<String, Set<Revision>> shared = new TreeMap<>();
		for (Revision one : heads) {
			for (Revision other : heads.subList(heads.indexOf(one) + 1, heads.size())) {
				Map<String, Set<Revision>> ofOne = tables(changelog, histories, one, other, touched);
				Map<String, Set<Revision>> ofOther = tables(changelog, histories, other, one, touched);
				ofOne.keySet().retainAll(ofOther.keySet());
				ofOne.forEach((table, revisions) -> {
					Set<Revision> all = shared.computeIfAbsent(table, (key) -> new LinkedHashSet<>());
					all.addAll(revisions);
					all.addAll(ofOther.getOrDefault(table, Set.of()));
				});
			}
		}
		Map<String, List<String>> named = new LinkedHashMap<>();
		shared.forEach((table, revisions) -> named.put(table, inOrder(changelog, revisions)));
		Set<Revision> unread = touched.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().complete())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		return new Divergence(heads.stream().map(Revision::id).toList(), named, inOrder(changelog, unread));
	}

	/**
	 * Return what a user has to know before merging the branches.
	 * @return whole sentences
	 */
	public List<String> notes() {
		List<String> notes = new ArrayList<>();
		this.shared.forEach((table, revisions) -> notes
			.add("Several branches touch table " + table + ": " + String.join(", ", revisions) + "."));
		if (!this.unread.isEmpty()) {
			notes.add("The statements of " + String.join(", ", this.unread) + " cannot all be parsed: other branches"
					+ " may touch the same tables.");
		}
		if (notes.isEmpty()) {
			notes.add("No table is touched by several branches.");
		}
		return notes;
	}

	/**
	 * Return a description of the heads and their differences.
	 * @return whole sentences on one line
	 */
	public String sentence() {
		return "The changelog has " + this.heads.size() + " heads: " + String.join(", ", this.heads) + ". "
				+ String.join(" ", notes());
	}

	private static Map<String, Set<Revision>> tables(Changelog changelog, Map<Revision, Set<Revision>> histories,
			Revision head, Revision other, Map<Revision, TouchedTables> touched) {
		Set<Revision> own = new LinkedHashSet<>(histories.getOrDefault(head, Set.of()));
		own.removeAll(histories.getOrDefault(other, Set.of()));
		Map<String, Set<Revision>> tables = new TreeMap<>();
		for (Revision revision : own) {
			touched.computeIfAbsent(revision, (key) -> touched(changelog, key))
				.names()
				.forEach((name) -> tables.computeIfAbsent(name, (key) -> new LinkedHashSet<>()).add(revision));
		}
		return tables;
	}

	private static TouchedTables touched(Changelog changelog, Revision revision) {
		List<ChangeSet> changeSets = revision.changesets()
			.stream()
			.flatMap((changeset) -> changelog.parsed(changeset).stream())
			.toList();
		return TouchedTables.of(changeSets);
	}

	private static List<String> inOrder(Changelog changelog, Set<Revision> revisions) {
		return changelog.revisions().stream().filter(revisions::contains).map(Revision::id).toList();
	}

}
