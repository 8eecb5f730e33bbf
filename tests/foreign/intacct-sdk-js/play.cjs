// Play the calls of the vendor's Node client on this company's objects, and say after each whether it held.
//
// Run as `node --require ./lookup.cjs play.cjs http://local.intacct.com:PORT/ia/xml/xmlgw.phtml`, or with --list for the
// names of the steps. Prints one JSON line for each step.
"use strict";

const assert = require("node:assert/strict");
const crypto = require("node:crypto");

const sdk = require("@intacct/intacct-sdk");

const { Common, Company, GeneralLedger, AccountsPayable, AccountsReceivable, EmployeeExpense, InventoryControl, Projects } = sdk.Functions;
const { NewQuery } = Common;
const { Filter, AndOperator, OrOperator } = NewQuery.QueryFilter;
const { SelectBuilder } = NewQuery.QuerySelect;
const { OrderBuilder } = NewQuery.QueryOrderBy;

// The wire's names of what the client calls a noun: object, key field, and a field with its values before and after.
const WIRE = {
    Contact: { object: "CONTACT", key: "CONTACTNAME", field: "PRINTAS", before: "Node & Sons", after: "Node" },
    Class: { object: "CLASS", key: "CLASSID", field: "NAME", before: "Class", after: "Changed" },
    Department: { object: "DEPARTMENT", key: "DEPARTMENTID", field: "TITLE", before: "Department", after: "Changed" },
    Location: { object: "LOCATION", key: "LOCATIONID", field: "NAME", before: "Location", after: "Changed" },
    Account: { object: "GLACCOUNT", key: "ACCOUNTNO", field: "TITLE", before: "Account", after: "Changed" },
    Vendor: { object: "VENDOR", key: "VENDORID", field: "NAME", before: "Vendor", after: "Changed" },
    Customer: { object: "CUSTOMER", key: "CUSTOMERID", field: "NAME", before: "Customer", after: "Changed" },
    Employee: { object: "EMPLOYEE", key: "EMPLOYEEID", field: "TITLE", before: "Clerk", after: "Changed" },
    Item: { object: "ITEM", key: "ITEMID", field: "NAME", before: "Item", after: "Changed" },
    Project: { object: "PROJECT", key: "PROJECTID", field: "NAME", before: "Project", after: "Changed" },
};

const endpoint = process.argv[2];
const mark = crypto.randomBytes(4).toString("hex").toUpperCase();

const steps = {
    async open_a_session(visit) {
        const config = await sdk.SessionProvider.factory(credentials());
        assert.ok(config.sessionId.length >= 20);
        assert.equal(config.endpointUrl, endpoint);
        assert.equal(config.companyId, "demo");
        assert.equal(config.userId, "admin");
        assert.equal(config.entityId, "");
        assert.match(config.sessionTimestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
        assert.ok(config.sessionTimeout > config.sessionTimestamp);
        visit.client = new sdk.OnlineClient(config);
    },

    async open_a_session_in_an_entity() {
        const config = credentials();
        config.entityId = "E100";
        const inside = await sdk.SessionProvider.factory(config);
        assert.equal(inside.entityId, "E100");
    },

    async work_with_a_login(visit) {
        const client = new sdk.OnlineClient(credentials());
        const response = await client.execute(lookup("CLASS"));
        assert.equal(response.getResult().status, "success");
        visit.login = client;
    },

    async show_a_wrong_password() {
        const config = credentials();
        config.userPassword = "wrong";
        await assert.rejects(sdk.SessionProvider.factory(config), {
            message: /^Response authentication status failure - XL03000006 Sign-in information is incorrect/,
        });
    },

    async show_a_wrong_sender() {
        const config = credentials();
        config.senderPassword = "wrong";
        await assert.rejects(sdk.SessionProvider.factory(config), {
            message: /^Response control status failure - XL03000006 /,
        });
    },

    async create_read_update_delete_masters(visit) {
        const made = [];
        for (const { object, key, name, create, update, remove, field, before, after } of masters()) {
            const saved = (await run(visit, create)).data[0];
            assert.equal(saved[key], name, object);
            const read = new Common.Read();
            read.objectName = object;
            read.keys = [Number(saved.RECORDNO)];
            assert.equal((await run(visit, read)).data[0][field], before, object);
            await run(visit, update);
            const again = new Common.ReadByName();
            again.objectName = object;
            again.names = [name];
            const changed = (await run(visit, again)).data[0];
            assert.equal(changed[field], after, object);
            assert.equal(changed.RECORDNO, saved.RECORDNO, object);
            made.unshift({ object, key, name, remove });
        }
        for (const { object, key, name, remove } of made) {
            await run(visit, remove);
            const left = await run(visit, byQuery(object, `${key} = '${name}'`, [key], 10));
            assert.equal(left.totalCount, 0, object);
        }
    },

    async read_by_query_over_all_pages(visit) {
        const keys = [];
        let page = await run(visit, byQuery("GLENTRY", "", ["RECORDNO", "ACCOUNTNO"], 37));
        const total = page.totalCount;
        assert.ok(total >= 200);
        assert.equal(page.count, 37);
        while (true) {
            keys.push(...page.data.map((each) => each.RECORDNO));
            assert.equal(page.numRemaining, total - keys.length);
            if (page.numRemaining === 0) {
                break;
            }
            const more = new Common.ReadMore();
            more.resultId = page.resultId;
            page = await run(visit, more);
        }
        assert.equal(keys.length, total);
        assert.equal(new Set(keys).size, total);
    },

    async read_by_query_with_conditions(visit) {
        const { Comparison, Logical } = Common.Query;
        const number = new Comparison.EqualTo.EqualToString();
        number.field = "ACCOUNTNO";
        number.value = "1000";
        const other = new Comparison.Like.LikeString();
        other.field = "ACCOUNTNO";
        other.value = "110%";
        const either = new Logical.OrCondition();
        either.conditions = [number, other];
        const result = await run(visit, byQuery("GLACCOUNT", either, ["ACCOUNTNO", "TITLE"], 100));
        assert.deepEqual(
            result.data.map((each) => each.ACCOUNTNO).sort(),
            ["1000", "1100"],
        );
    },

    async query_with_filter_order_and_pages(visit) {
        const filter = new OrOperator([
            new AndOperator([new Filter("NORMALBALANCE").equalTo("debit"), new Filter("ACCOUNTNO").like("61%")]),
            new Filter("ACCOUNTNO").in(["2000", "3000"]),
        ]);
        const found = [];
        for (let offset = 0; offset < 4; offset += 3) {
            const query = select("GLACCOUNT", ["ACCOUNTNO", "TITLE", "NORMALBALANCE"], filter);
            query.assignOrderBy(new OrderBuilder().addDescending("ACCOUNTNO").orders);
            query.assignPageSize(3);
            query.assignOffset(offset);
            const page = await run(visit, query);
            assert.equal(page.totalCount, 4);
            found.push(...page.data.map((each) => each.ACCOUNTNO));
        }
        assert.deepEqual(found, ["6110", "6100", "3000", "2000"]);
    },

    async query_aggregates_and_paths(visit) {
        const query = new NewQuery.Query();
        query.assignSelectFields(new SelectBuilder().addField("NORMALBALANCE").addCount("RECORDNO").selects);
        query.assignFromObject("GLACCOUNT");
        query.assignOrderBy(new OrderBuilder().addAscending("NORMALBALANCE").orders);
        const groups = (await run(visit, query)).data;
        assert.deepEqual(groups.map((each) => each.NORMALBALANCE).sort(), ["credit", "debit"]);
        assert.ok(groups.every((each) => Number(each["COUNT.RECORDNO"]) > 0));
        const lines = await run(visit, select("GLENTRY", ["ACCOUNTNO", "GLACCOUNT.TITLE"], new Filter("ACCOUNTNO").equalTo("1000")));
        assert.ok(lines.data.length > 0);
        assert.ok(lines.data.every((each) => each["GLACCOUNT.TITLE"] === "Checking"));
    },

    async query_without_rows(visit) {
        const result = await run(visit, select("VENDOR", ["VENDORID"], new Filter("VENDORID").equalTo(`NOBODY-${mark}`)));
        assert.equal(result.totalCount, 0);
        assert.equal(result.data.length, 0);
    },

    async look_up_and_inspect(visit) {
        const described = (await run(visit, lookup("VENDOR"))).data[0];
        assert.equal(described.$.Name, "VENDOR");
        assert.ok(described.Fields.Field.some((each) => each.ID === "VENDORID"));
        const inspect = new Common.Inspect();
        const listed = (await run(visit, inspect)).data;
        assert.ok(listed.some((each) => each.$.typename === "GLBATCH"));
    },

    async post_a_journal(visit) {
        const made = await run(visit, entry(125.5, -125.5, null));
        visit.batch = Number(made.data[0].RECORDNO);
        const lines = await run(
            visit,
            select("GLDETAIL", ["ACCOUNTNO", "AMOUNT", "LOCATIONID", "BATCH_TITLE"], new Filter("BATCHKEY").equalTo(String(visit.batch))),
        );
        assert.deepEqual(
            lines.data.map((each) => [each.ACCOUNTNO, Number(each.AMOUNT), each.LOCATIONID]).sort(),
            [
                ["1000", -125.5, "E100"],
                ["6200", 125.5, "E100"],
            ],
        );
    },

    async post_statistics(visit) {
        const headcount = new GeneralLedger.StatisticalJournalEntryCreate();
        headcount.journalSymbol = "SJ";
        headcount.postingDate = new Date(2026, 2, 31);
        headcount.description = `Headcount ${mark}`;
        const line = new GeneralLedger.StatisticalJournalEntryLineCreate();
        line.statAccountNumber = "9001";
        line.amount = 12;
        line.locationId = "E100";
        headcount.lines = [line];
        const made = await run(visit, headcount);
        const removal = new GeneralLedger.StatisticalJournalEntryDelete();
        removal.recordNo = Number(made.data[0].RECORDNO);
        await run(visit, removal);
    },

    async delete_a_journal(visit) {
        const removal = new GeneralLedger.JournalEntryDelete();
        removal.recordNo = visit.batch;
        await run(visit, removal);
        const lines = await run(visit, select("GLDETAIL", ["RECORDNO"], new Filter("BATCHKEY").equalTo(String(visit.batch))));
        assert.equal(lines.totalCount, 0);
    },

    async show_an_unbalanced_journal(visit) {
        await assert.rejects(visit.client.execute(entry(10, -9.99, null)), {
            message: /^Result status: failure for Control ID: [-\w]+ - BL01001973 Total debits .* credits /,
        });
    },

    async show_a_duplicate(visit) {
        const { create, remove } = masters()[1];
        await run(visit, create);
        await assert.rejects(visit.client.execute(create), {
            message: /^Result status: failure for Control ID: [-\w]+ - BL34000061 Another Class .* already exists/,
        });
        await run(visit, remove);
    },

    async show_an_unknown_object(visit) {
        await assert.rejects(visit.client.execute(byQuery("NOSUCHOBJECT", "", [], 10)), {
            message: /^Result status: failure for Control ID: [-\w]+ - Query Failed Object definition NOSUCHOBJECT not found/,
        });
    },

    async run_several_functions_at_once(visit) {
        const response = await visit.client.executeBatch([lookup("CLASS"), lookup("NOSUCHOBJECT"), lookup("ITEM")]);
        assert.deepEqual(
            response.results.map((each) => each.status),
            ["success", "failure", "success"],
        );
    },

    async take_everything_back_in_a_transaction(visit) {
        const good = new Company.ClassCreate(`good-${mark}`);
        good.classId = `T${mark}`;
        good.className = "Transaction";
        const bad = new Company.ClassCreate(`bad-${mark}`);
        bad.classId = `T${mark}`;
        bad.className = "Transaction";
        const request = new sdk.RequestConfig();
        request.transaction = true;
        const response = await visit.client.executeBatch([good, bad], request);
        assert.deepEqual(
            response.results.map((each) => each.status),
            ["aborted", "aborted"],
        );
        assert.match(response.results[1].errors[0], /^BL34000061 /);
        assert.match(response.results[1].errors.at(-1), /^XL03000009 /);
        const left = await run(visit, byQuery("CLASS", `CLASSID = 'T${mark}'`, ["CLASSID"], 10));
        assert.equal(left.totalCount, 0);
    },
};

function credentials() {
    const config = new sdk.ClientConfig();
    config.endpointUrl = endpoint;
    config.senderId = "ledgergate";
    config.senderPassword = "ledgergate";
    config.companyId = "demo";
    config.userId = "admin";
    config.userPassword = "admin";
    return config;
}

async function run(visit, call) {
    const result = (await visit.client.execute(call)).getResult();
    result.ensureStatusSuccess();
    return result;
}

function lookup(object) {
    const call = new Common.Lookup();
    call.objectName = object;
    return call;
}

function byQuery(object, query, fields, size) {
    const call = new Common.ReadByQuery();
    call.objectName = object;
    call.query = typeof query === "string" ? new Common.Query.QueryString(query) : query;
    call.fields = fields;
    call.pageSize = size;
    return call;
}

function select(object, fields, filter) {
    const query = new NewQuery.Query();
    query.assignSelectFields(new SelectBuilder().addFields(fields).selects);
    query.assignFromObject(object);
    query.assignFilter(filter);
    return query;
}

function entry(debit, credit, action) {
    const call = new GeneralLedger.JournalEntryCreate();
    call.journalSymbol = "GJ";
    call.postingDate = new Date(2026, 2, 15);
    call.description = `Office ${mark}`;
    call.referenceNumber = `JS-${mark}`;
    if (action) {
        call.action = action;
    }
    call.lines = [
        ["6200", debit],
        ["1000", credit],
    ].map(([account, amount]) => {
        const line = new GeneralLedger.JournalEntryLineCreate();
        line.glAccountNumber = account;
        line.transactionAmount = amount;
        line.locationId = "E100";
        line.memo = "Paper & ink <A4>";
        return line;
    });
    return call;
}

// One record of each object: its key, what the client's builders are given, and the field that shows the change.
function masters() {
    const id = `N${mark}`;
    const contact = `Node contact ${mark}`;
    const described = [
        [Company, "Contact", { contactName: contact }, { printAs: "Node & Sons", city: "Oslo", isoCountryCode: "NO" }, { printAs: "Node" }],
        [Company, "Class", { classId: id }, { className: "Class" }, { className: "Changed" }],
        [Company, "Department", { departmentId: id }, { departmentName: "Department" }, { departmentName: "Changed" }],
        [Company, "Location", { locationId: id }, { locationName: "Location", parentLocationId: "E100" }, { locationName: "Changed" }],
        [
            GeneralLedger,
            "Account",
            { accountNo: mark },
            { title: "Account", accountType: "balancesheet", normalBalance: "debit", closingType: "non-closing account" },
            { title: "Changed" },
        ],
        [
            AccountsPayable,
            "Vendor",
            { vendorId: id },
            { vendorName: "Vendor", printAs: "Vendor", primaryEmailAddress: "v@example.com" },
            { vendorName: "Changed" },
        ],
        [AccountsReceivable, "Customer", { customerId: id }, { customerName: "Customer", printAs: "Customer" }, { customerName: "Changed" }],
        [EmployeeExpense, "Employee", { employeeId: id }, { contactName: contact, locationId: "E100", title: "Clerk" }, { title: "Changed" }],
        [InventoryControl, "Item", { itemId: id }, { itemName: "Item", itemType: "Non-Inventory" }, { itemName: "Changed" }],
        [Projects, "Project", { projectId: id }, { projectName: "Project", projectCategory: "Contract" }, { projectName: "Changed" }],
    ];
    return described.map(([module, noun, key, made, changed]) => ({
        ...WIRE[noun],
        name: Object.values(key)[0],
        create: Object.assign(new module[`${noun}Create`](), key, made),
        update: Object.assign(new module[`${noun}Update`](), key, changed),
        remove: Object.assign(new module[`${noun}Delete`](), key),
    }));
}

async function main() {
    if (endpoint === "--list") {
        console.log(JSON.stringify(Object.keys(steps)));
        return;
    }
    const visit = { client: null };
    for (const [step, play] of Object.entries(steps)) {
        let trouble = null;
        try {
            await play(visit);
        } catch (error) {
            trouble = error.stack || String(error);
        }
        console.log(JSON.stringify({ step, trouble }));
    }
}

main();
